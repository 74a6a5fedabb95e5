package io.runbookmemory.connectors.evaluation;

import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.connectors.sli.SliCsvReader;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.replay.incident.CheckedIncident;
import io.runbookmemory.replay.incident.IncidentFile;
import io.runbookmemory.replay.incident.IncidentProblem;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The incidents of files and folders, with the series that they refer to, and what is wrong with
 * them.
 *
 * @param incidents those that are right, in the order of their ids
 * @param problems what is wrong, in the order of file names and lines
 */
public record IncidentFiles(List<ReplayIncident> incidents, List<IncidentProblem> problems) {

  /** As long as any text may be; series of any length stand in files of their own. */
  private static final int MOST_BYTES = 256 << 20;

  /** Copies the lists. */
  public IncidentFiles {
    incidents = List.copyOf(incidents);
    problems = List.copyOf(problems);
  }

  /**
   * Reads files.
   *
   * @param paths JSON files, and folders of them, to any depth; the order does not matter
   * @return what is there
   * @throws ConfigurationException if a path does not exist, or there is no file in them
   * @throws io.runbookmemory.error.UnavailableException if one cannot be read
   */
  public static IncidentFiles read(Collection<Path> paths) {
    TreeSet<Path> files = new TreeSet<>();
    paths.forEach(path -> find(path, files));
    if (files.isEmpty()) {
      throw new ConfigurationException(
          paths.toString(), "holds no incident: name JSON files, or folders of *.json");
    }
    return new Reading().of(files);
  }

  private static void find(Path path, Collection<Path> files) {
    if (!Files.isDirectory(path)) {
      files.add(path);
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      all.filter(one -> one.toString().endsWith(".json")).forEach(files::add);
    } catch (IOException e) {
      throw SourceFile.unreadable(path, e);
    }
  }

  /** What one reading of many files knows: which ids were used, and each series but once. */
  private static final class Reading {

    private final Map<String, ReplayIncident> incidents = new java.util.TreeMap<>();
    private final List<IncidentProblem> problems = new ArrayList<>();
    private final Map<Path, SliSeries> series = new HashMap<>();

    IncidentFiles of(Collection<Path> files) {
      for (Path file : files) {
        CheckedIncident checked = IncidentFile.check(file.toString(), text(file));
        problems.addAll(checked.problems());
        checked.read().ifPresent(incident -> take(incident, file));
      }
      return new IncidentFiles(List.copyOf(incidents.values()), problems);
    }

    private static String text(Path file) {
      return SourceFile.read(file, MOST_BYTES);
    }

    private void take(ReplayIncident incident, Path file) {
      List<RecordedSli> slis = new ArrayList<>();
      for (int i = 0; i < incident.slis().size(); i++) {
        slis.add(withSeries(incident, i, file));
      }
      if (incidents.putIfAbsent(incident.id(), incident.withSlis(slis)) != null) {
        say(file, "/id", "must be unique among the files, got " + incident.id() + " again");
      }
    }

    private RecordedSli withSeries(ReplayIncident incident, int number, Path file) {
      RecordedSli sli = incident.slis().get(number);
      if (sli.file() == null) {
        return sli;
      }
      String path = "/slis/" + number + "/file";
      try {
        Path at = file.resolveSibling(sli.file());
        SliSeries whole = series.computeIfAbsent(at, SliCsvReader::read);
        SliSeries.Builder within = SliSeries.builder().step(sli.step());
        int taken = 0;
        for (int i = 0; i < whole.size(); i++) {
          SliSample sample = whole.sample(i);
          if (incident.covers(sample.at())) {
            within.add(sample);
            taken++;
          }
        }
        if (taken == 0) {
          say(file, path, "has no row in the incident's window, " + at);
        }
        return sli.with(within.build());
      } catch (InvalidInputException | ConfigurationException e) {
        say(file, path, String.valueOf(e.getMessage()));
        return sli;
      }
    }

    private void say(Path file, String path, String rule) {
      int line = IncidentFile.line(text(file), path);
      problems.add(new IncidentProblem(file.toString(), line, path, rule));
    }
  }
}
