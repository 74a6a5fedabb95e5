package io.runbookmemory.connectors.series;

import io.runbookmemory.connectors.file.CsvLines;
import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.connectors.file.WrittenValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/**
 * Reads the samples of one gauge from a CSV file (RFC 4180, UTF-8). Stateless and thread-safe; a
 * file is streamed, and nothing of it is kept.
 *
 * <p>The first line names the columns {@code timestamp} and {@code value}, in any order and case;
 * other columns are ignored. A timestamp is ISO-8601 with an offset, the same without one or with a
 * space in its middle ({@code 2014-04-10 07:15:00}), which is UTC, epoch seconds, or epoch
 * milliseconds (from 100,000,000,000 on). A value is a decimal number, or {@code NaN}, {@code +Inf}
 * or {@code -Inf} as Prometheus writes them. A byte order mark and CRLF are fine.
 *
 * <p>A row that cannot be read refuses the file. Rows in any order are handed on: what is late is a
 * matter of the receiver, which counts it. The last line may end without a line break.
 */
public final class SeriesCsvReader {

  private static final List<String> COLUMNS = List.of("timestamp", "value");

  private SeriesCsvReader() {}

  /**
   * Hands every sample of a file to a receiver, in the order of the rows.
   *
   * @param file the CSV file
   * @param receiver what takes the samples; what it throws as {@link IllegalArgumentException}
   *     refuses the row
   * @return how many rows there were, at least 1
   * @throws io.runbookmemory.error.InvalidInputException if the file breaks a rule; names the file,
   *     the line, the rule and the value
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static long read(Path file, ObjDoubleConsumer<Instant> receiver) {
    try (CsvLines lines = new CsvLines(file, true)) {
      Header header = Header.of(lines);
      long rows = 0;
      for (Optional<List<String>> row = lines.next(); row.isPresent(); row = lines.next()) {
        header.hand(row.get(), lines, receiver);
        rows++;
      }
      if (rows == 0) {
        throw lines.refusal("the header must be followed by at least 1 row, got 0");
      }
      return rows;
    } catch (IOException e) {
      throw SourceFile.unreadable(file, e);
    }
  }

  /** Where the two columns stand. */
  private record Header(int fields, int timestamp, int value) {

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
      return new Header(names.size(), names.indexOf("timestamp"), names.indexOf("value"));
    }

    void hand(List<String> row, CsvLines lines, ObjDoubleConsumer<Instant> receiver) {
      if (row.size() != fields) {
        throw lines.refusal(
            "a row must have " + fields + " fields as the first line has, got " + row.size());
      }
      Instant at = instant(row.get(timestamp), lines);
      double number = number(row.get(value), lines);
      try {
        receiver.accept(at, number);
      } catch (IllegalArgumentException e) {
        // The rules of a sample are the receiver's own; here they become the file's.
        throw lines.refusal(Objects.requireNonNullElse(e.getMessage(), e.toString()));
      }
    }

    private static Instant instant(String text, CsvLines lines) {
      try {
        return WrittenInstant.of(text);
      } catch (DateTimeException e) {
        throw lines.refusal(
            "timestamp must be ISO-8601, YYYY-MM-DD HH:MM:SS (UTC), epoch seconds or epoch"
                + " milliseconds, got "
                + WrittenValue.quoted(text));
      }
    }

    private static double number(String text, CsvLines lines) {
      try {
        return WrittenNumber.of(text);
      } catch (NumberFormatException e) {
        throw lines.refusal(
            "value must be a number such as 93.2, NaN, +Inf or -Inf, got "
                + WrittenValue.quoted(text));
      }
    }
  }
}
