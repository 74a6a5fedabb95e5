package io.runbookmemory.connectors.evaluation;

import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.replay.incident.CheckedIncident;
import io.runbookmemory.replay.incident.IncidentFile;
import io.runbookmemory.replay.incident.IncidentProblem;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.incident.ReplayIncident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /** What one reading of many files knows: which ids were used, and who refers to which series. */
  private static final class Reading {

    private final Map<String, ReplayIncident> incidents = new TreeMap<>();
    private final List<IncidentProblem> problems = new ArrayList<>();
    private final Map<Path, SeriesFile> series = new TreeMap<>();

    IncidentFiles of(Collection<Path> files) {
      for (Path file : files) {
        CheckedIncident checked = IncidentFile.check(file.toString(), text(file));
        problems.addAll(checked.problems());
        checked.read().ifPresent(incident -> take(incident, file));
      }
      series.values().forEach(one -> one.check(this::say));
      problems.sort(
          Comparator.comparing((IncidentProblem one) -> Path.of(one.file()))
              .thenComparingInt(IncidentProblem::line));
      return new IncidentFiles(List.copyOf(incidents.values()), problems);
    }

    private static String text(Path file) {
      return SourceFile.read(file, MOST_BYTES);
    }

    private void take(ReplayIncident incident, Path file) {
      List<RecordedSli> slis = new ArrayList<>();
      for (int i = 0; i < incident.slis().size(); i++) {
        slis.add(withRows(incident, i, file));
      }
      if (incidents.putIfAbsent(incident.id(), incident.withSlis(slis)) != null) {
        say(file, "/id", "must be unique among the files, got " + incident.id() + " again");
      }
    }

    private RecordedSli withRows(ReplayIncident incident, int number, Path file) {
      RecordedSli sli = incident.slis().get(number);
      if (sli.file() == null) {
        return sli;
      }
      Path at = file.resolveSibling(sli.file()).normalize();
      SeriesFile source = series.computeIfAbsent(at, SeriesFile::new);
      source.refer(new SeriesFile.Reference(file, "/slis/" + number + "/file", incident));
      return sli.with(source.rows());
    }

    private void say(Path file, String path, String rule) {
      int line = IncidentFile.line(text(file), path);
      problems.add(new IncidentProblem(file.toString(), line, path, rule));
    }
  }
}
