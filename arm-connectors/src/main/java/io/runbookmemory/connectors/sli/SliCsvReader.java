package io.runbookmemory.connectors.sli;

import io.runbookmemory.connectors.file.CsvLines;
import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.replay.incident.CountColumns;
import io.runbookmemory.replay.incident.SliRows;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the counts of a service from a CSV file (RFC 4180, UTF-8). Stateless and thread-safe; a
 * file is streamed, and of its rows only the counts are kept.
 *
 * <p>The first line names the columns, and rows say what {@link CountColumns} reads. Rows stand in
 * strictly increasing order of time. A byte order mark and CRLF are fine. A last line without a
 * line break is refused: it may have lost digits.
 *
 * <p>One bad row refuses the file: counts with holes of unknown size decide nothing.
 */
public final class SliCsvReader {

  private SliCsvReader() {}

  /**
   * Returns the series of a file; its step is the median gap between the rows.
   *
   * @param file the CSV file
   * @return a series of at least one sample
   * @throws io.runbookmemory.error.InvalidInputException if the file breaks a rule; names the file,
   *     the line, the rule and the value
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static SliSeries read(Path file) {
    return read(file, SliSeries.builder());
  }

  /**
   * Returns the series of a file whose step is known.
   *
   * @param file the CSV file
   * @param step the expected time between two rows, positive and at most 366 days
   * @return a series of at least one sample
   * @throws io.runbookmemory.error.InvalidInputException if the file breaks a rule; names the file,
   *     the line, the rule and the value
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static SliSeries read(Path file, Duration step) {
    return read(file, SliSeries.builder().step(step));
  }

  private static SliSeries read(Path file, SliSeries.Builder series) {
    return reading(file, series).series();
  }

  static SliReading reading(Path file, SliSeries.Builder series) {
    try (CsvLines lines = new CsvLines(file, false)) {
      CountColumns columns = columns(lines);
      int rows = 0;
      boolean seconds = true;
      for (Optional<List<String>> row = lines.next(); row.isPresent(); row = lines.next()) {
        List<String> fields = row.get();
        SliSample sample = refusing(lines, () -> columns.sample(fields));
        refusing(lines, () -> series.add(sample));
        seconds &= columns.isEpochSecond(fields);
        rows++;
      }
      if (rows == 0) {
        throw lines.refusal("the header must be followed by at least 1 row, got 0");
      }
      return new SliReading(series.build(), seconds, List.of());
    } catch (IOException e) {
      throw SourceFile.unreadable(file, e);
    }
  }

  /**
   * Opens a file to read it row by row, whatever its length.
   *
   * @param file the CSV file
   * @return before its first row; to be closed
   * @throws io.runbookmemory.error.InvalidInputException if the first line breaks a rule
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static SliRows.Cursor open(Path file) {
    try {
      CsvLines lines = new CsvLines(file, false);
      try {
        return new Rows(file, lines, columns(lines));
      } catch (RuntimeException | IOException e) {
        lines.close();
        throw e;
      }
    } catch (IOException e) {
      throw SourceFile.unreadable(file, e);
    }
  }

  /** A place in a file; of its rows only the last time is held. */
  private static final class Rows implements SliRows.Cursor {
    private final Path file;
    private final CsvLines lines;
    private final CountColumns columns;
    private Instant last = Instant.MIN;

    Rows(Path file, CsvLines lines, CountColumns columns) {
      this.file = file;
      this.lines = lines;
      this.columns = columns;
    }

    @Override
    public Optional<SliSample> next() {
      try {
        Optional<List<String>> row = lines.next();
        if (row.isEmpty()) {
          return Optional.empty();
        }
        SliSample sample = refusing(lines, () -> columns.sample(row.get()));
        if (!sample.at().isAfter(last)) {
          throw lines.refusal(
              "a sample must be later than the one before it, got "
                  + sample.at()
                  + " after "
                  + last);
        }
        last = sample.at();
        return Optional.of(sample);
      } catch (IOException e) {
        throw SourceFile.unreadable(file, e);
      }
    }

    @Override
    public void close() {
      try {
        lines.close();
      } catch (IOException e) {
        throw SourceFile.unreadable(file, e);
      }
    }
  }

  private static CountColumns columns(CsvLines lines) throws IOException {
    List<String> first =
        lines
            .next()
            .orElseThrow(() -> lines.refusal("the first line must name the columns, got none"));
    return refusing(lines, () -> CountColumns.of(first));
  }

  /** The rules of columns, samples and series are their own; here they become the file's. */
  private static <T> T refusing(CsvLines lines, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw lines.refusal(Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
  }
}
