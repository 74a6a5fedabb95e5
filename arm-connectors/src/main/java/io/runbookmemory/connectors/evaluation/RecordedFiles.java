package io.runbookmemory.connectors.evaluation;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.replay.record.RecordedIncident;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recorded incidents as a folder of files, one each, and the series that they refer to. Writing the
 * same again changes nothing; what somebody has edited since is not written over unless told to.
 */
public final class RecordedFiles {

  private final Path folder;
  private final Map<Path, String> texts = new TreeMap<>();

  /**
   * Creates a folder's worth of files, none of which is written yet.
   *
   * @param folder need not exist
   */
  public RecordedFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Adds incidents.
   *
   * @param incidents each with an id of its own
   * @return this
   */
  public RecordedFiles add(Collection<RecordedIncident> incidents) {
    for (RecordedIncident one : incidents) {
      String name = one.incident().id().replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^[.]", "_");
      Path file = folder.resolve(name + ".json");
      if (texts.put(file, one.toJson()) != null) {
        throw new ConfigurationException(
            file.toString(),
            "would hold two incidents: give " + one.incident().id() + " another id");
      }
    }
    return this;
  }

  /**
   * Adds a series.
   *
   * @param name the file's name, as incidents refer to it
   * @param series its counts
   * @return this
   */
  public RecordedFiles add(String name, SliSeries series) {
    StringBuilder csv = new StringBuilder("timestamp,good,total\n");
    for (int i = 0; i < series.size(); i++) {
      SliSample sample = series.sample(i);
      csv.append(sample.at()).append(',').append(sample.good());
      csv.append(',').append(sample.total()).append('\n');
    }
    texts.put(folder.resolve(name), csv.toString());
    return this;
  }

  /**
   * Writes all of them, or none if one is in the way.
   *
   * @param force whether to write over files that say something else
   * @return the files that were written, in order; those that said the same already are not
   * @throws ConfigurationException if a file says something else, and is not to be written over
   * @throws UnavailableException if one cannot be read or written
   */
  public List<Path> write(boolean force) {
    List<Path> changed = new ArrayList<>();
    for (Map.Entry<Path, String> one : texts.entrySet()) {
      boolean there = Files.exists(one.getKey());
      if (there && read(one.getKey()).equals(one.getValue())) {
        continue;
      }
      if (there && !force) {
        throw new ConfigurationException(
            one.getKey().toString(),
            one.getKey()
                + " is there already and says something else: nothing was written; give another"
                + " folder, or --force to write over it");
      }
      changed.add(one.getKey());
    }
    try {
      Files.createDirectories(folder);
      for (Path file : changed) {
        Files.writeString(file, texts.getOrDefault(file, ""));
      }
    } catch (IOException e) {
      throw new UnavailableException(folder.toString(), "cannot be written: " + e.getMessage(), e);
    }
    return changed;
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UnavailableException(file.toString(), "cannot be read: " + e.getMessage(), e);
    }
  }
}
