package io.runbookmemory.connectors.evaluation;

import io.runbookmemory.connectors.sli.SliCsvReader;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.replay.incident.SliRows;
import io.runbookmemory.slo.SliSample;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A file of counts that incidents refer to. It is read row by row, and nothing of it is kept. */
final class SeriesFile {

  /** Where an incident refers to it. */
  record Reference(Path file, String path, ReplayIncident incident) {}

  /** Takes what is wrong with a reference. */
  interface Problems {
    void say(Path file, String path, String rule);
  }

  /** Equal for the same file. */
  private record Rows(Path file) implements SliRows {
    @Override
    public Cursor open() {
      return SliCsvReader.open(file);
    }
  }

  private final Path file;
  private final List<Reference> references = new ArrayList<>();

  SeriesFile(Path file) {
    this.file = file;
  }

  SliRows rows() {
    return new Rows(file);
  }

  void refer(Reference reference) {
    references.add(reference);
  }

  /** Reads the file once, and says for each reference what is wrong with it. */
  void check(Problems problems) {
    references.sort(Comparator.comparing(one -> one.incident().from()));
    Deque<Reference> waiting = new ArrayDeque<>(references);
    try (SliRows.Cursor rows = SliCsvReader.open(file)) {
      for (Optional<SliSample> row = rows.next(); row.isPresent(); row = rows.next()) {
        Instant at = row.get().at();
        while (!waiting.isEmpty() && !waiting.getFirst().incident().from().isAfter(at)) {
          Reference reference = waiting.removeFirst();
          if (reference.incident().to().isBefore(at)) {
            empty(reference, problems);
          }
        }
      }
      waiting.forEach(reference -> empty(reference, problems));
    } catch (InvalidInputException | ConfigurationException e) {
      for (Reference one : references) {
        problems.say(one.file(), one.path(), String.valueOf(e.getMessage()));
      }
    }
  }

  private void empty(Reference reference, Problems problems) {
    problems.say(
        reference.file(), reference.path(), "has no row in the incident's window, " + file);
  }
}
