package io.runbookmemory.connectors.sli;

import io.runbookmemory.connectors.file.CsvLines;
import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.replay.incident.SliRows;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads the counts of a service from a CSV file (RFC 4180, UTF-8). Stateless and thread-safe; a
 * file is streamed, and of its rows only the counts are kept.
 *
 * <p>The first line names the columns {@code timestamp}, {@code good} and {@code total}, in any
 * order and case; other columns are ignored. A timestamp is the <em>end</em> of the interval that
 * was counted, as ISO-8601 with an offset ({@code 2026-01-01T00:01:00Z}), in epoch seconds, or in
 * epoch milliseconds (from 100,000,000,000 on, which as seconds would be the year 5138). Rows stand
 * in strictly increasing order of time. A byte order mark and CRLF are fine. A last line without a
 * line break is refused: it may have lost digits.
 *
 * <p>One bad row refuses the file: counts with holes of unknown size decide nothing.
 */
public final class SliCsvReader {

  private static final List<String> COLUMNS = List.of("timestamp", "good", "total");
  private static final long FIRST_MILLIS = 100_000_000_000L;
  private static final Pattern EPOCH = Pattern.compile("[0-9]{1,18}");

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
      Header header = Header.of(lines);
      int rows = 0;
      boolean seconds = true;
      for (Optional<List<String>> row = lines.next(); row.isPresent(); row = lines.next()) {
        header.addTo(series, row.get(), lines);
        seconds &= isEpochSecond(row.get().get(header.timestamp()));
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
        return new Rows(file, lines, Header.of(lines));
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
    private final Header header;
    private Instant last = Instant.MIN;

    Rows(Path file, CsvLines lines, Header header) {
      this.file = file;
      this.lines = lines;
      this.header = header;
    }

    @Override
    public Optional<SliSample> next() {
      try {
        Optional<List<String>> row = lines.next();
        if (row.isEmpty()) {
          return Optional.empty();
        }
        SliSample sample = header.sample(row.get(), lines);
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

  private static boolean isEpochSecond(String text) {
    return EPOCH.matcher(text).matches() && Long.parseLong(text) < FIRST_MILLIS;
  }

  /** Where the three columns stand. */
  private record Header(int fields, int timestamp, int good, int total) {

    static Header of(CsvLines lines) throws IOException {
      List<String> names =
          lines
              .next()
              .orElseThrow(() -> lines.refusal("the first line must name the columns, got none"))
              .stream()
              .map(name -> name.toLowerCase(Locale.ROOT))
              .toList();
      for (String column : COLUMNS) {
        if (names.indexOf(column) < 0 || names.indexOf(column) != names.lastIndexOf(column)) {
          throw lines.refusal(
              "the first line must name the column " + column + " once, got " + names);
        }
      }
      return new Header(
          names.size(), names.indexOf("timestamp"), names.indexOf("good"), names.indexOf("total"));
    }

    void addTo(SliSeries.Builder series, List<String> row, CsvLines lines) {
      SliSample sample = sample(row, lines);
      refusing(lines, () -> series.add(sample));
    }

    SliSample sample(List<String> row, CsvLines lines) {
      if (row.size() != fields) {
        throw lines.refusal(
            "a row must have " + fields + " fields as the first line has, got " + row.size());
      }
      Instant at = instant(row.get(timestamp), lines);
      long goodCount = count("good", row.get(good), lines);
      long totalCount = count("total", row.get(total), lines);
      return refusing(lines, () -> new SliSample(at, goodCount, totalCount));
    }

    /** The rules of a sample and of a series are their own; here they become the file's. */
    private static <T> T refusing(CsvLines lines, Supplier<T> value) {
      try {
        return value.get();
      } catch (IllegalArgumentException e) {
        throw lines.refusal(Objects.requireNonNullElse(e.getMessage(), e.toString()));
      }
    }

    private static long count(String column, String text, CsvLines lines) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw lines.refusal(column + " must be a whole number, got \"" + text + "\"");
      }
    }

    private static Instant instant(String text, CsvLines lines) {
      if (EPOCH.matcher(text).matches()) {
        long epoch = Long.parseLong(text);
        return epoch < FIRST_MILLIS ? Instant.ofEpochSecond(epoch) : Instant.ofEpochMilli(epoch);
      }
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        throw lines.refusal(
            "timestamp must be ISO-8601 with an offset, epoch seconds or epoch milliseconds, got \""
                + text
                + "\"");
      }
    }
  }
}
