package io.runbookmemory.testkit.replay.file;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.replay.incident.CountColumns;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.replay.incident.SliRows;
import io.runbookmemory.slo.SliSample;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The counts of an incident from a CSV file, whose rows say what {@link CountColumns} reads. Read
 * row by row, as often as it is opened.
 *
 * @param file the file; equal for the same one
 */
record SeriesCsv(Path file) implements SliRows {

  /** Returns an incident's counts, after a look at all of the file. */
  static RecordedSli read(RecordedSli sli, Path file, ReplayIncident incident) {
    SliRows rows = of(file);
    boolean covered = false;
    try (Cursor cursor = rows.open()) {
      for (Optional<SliSample> row = cursor.next(); row.isPresent(); row = cursor.next()) {
        covered |= incident.covers(row.get().at());
      }
    }
    if (!covered) {
      throw new InvalidInputException(
          file.toString(),
          "must have a row in the incident's window, " + incident.from() + " to " + incident.to());
    }
    return sli.with(rows);
  }

  /** A file in a jar is read at once, for that may be closed before the replay. */
  private static SliRows of(Path file) {
    SeriesCsv csv = new SeriesCsv(file);
    return file.getFileSystem() == FileSystems.getDefault() ? csv : new Held(csv.all());
  }

  /** Rows that were read. */
  private record Held(List<SliSample> samples) implements SliRows {
    @Override
    public Cursor open() {
      Iterator<SliSample> rest = samples.iterator();
      return new Cursor() {
        @Override
        public Optional<SliSample> next() {
          return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
        }

        @Override
        public void close() {}
      };
    }
  }

  private List<SliSample> all() {
    List<SliSample> all = new ArrayList<>();
    try (Cursor rows = open()) {
      for (Optional<SliSample> row = rows.next(); row.isPresent(); row = rows.next()) {
        all.add(row.get());
      }
    }
    return List.copyOf(all);
  }

  @Override
  public Cursor open() {
    return new Rows(file);
  }

  /** A place in the file. */
  private static final class Rows implements Cursor {

    private final Path file;
    private final BufferedReader reader;
    private final CountColumns columns;
    private int line = 1;
    private @Nullable Instant last;

    Rows(Path file) {
      this.file = file;
      try {
        this.reader = Files.newBufferedReader(file);
      } catch (NoSuchFileException e) {
        throw new InvalidInputException(file.toString(), "is not there");
      } catch (IOException e) {
        throw unreadable(e);
      }
      this.columns =
          within(() -> CountColumns.of(fields(Objects.requireNonNullElse(reader.readLine(), ""))));
    }

    private interface Reading<T> {
      T read() throws IOException;
    }

    private <T> T within(Reading<T> reading) {
      try {
        return reading.read();
      } catch (IOException e) {
        throw unreadable(e);
      } catch (IllegalArgumentException e) {
        throw new InvalidInputException(file + ":" + line, Objects.toString(e.getMessage()));
      }
    }

    private InvalidInputException unreadable(IOException e) {
      return new InvalidInputException(file.toString(), "cannot be read: " + e);
    }

    @Override
    public Optional<SliSample> next() {
      return within(
          () -> {
            String row = reader.readLine();
            line++;
            return row == null ? Optional.empty() : Optional.of(later(columns.sample(fields(row))));
          });
    }

    private SliSample later(SliSample sample) {
      Instant before = last;
      if (before != null && !sample.at().isAfter(before)) {
        throw new IllegalArgumentException(
            "a row must be later than the one before it, " + before + ", got " + sample.at());
      }
      last = sample.at();
      return sample;
    }

    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    private static List<String> fields(String row) {
      return Stream.of(row.split(",", -1)).map(String::strip).toList();
    }
  }
}
