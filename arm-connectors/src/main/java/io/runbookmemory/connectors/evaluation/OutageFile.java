package io.runbookmemory.connectors.evaluation;

import io.runbookmemory.connectors.file.CsvLines;
import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.replay.storm.Outage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the outages that an uptime monitor exports as CSV (RFC 4180, UTF-8). The first line names
 * the columns, in any order and case; a blank and {@code _} are the same there. Others are passed
 * over.
 *
 * <ul>
 *   <li>begin: {@code start}, {@code start_epoch_s}, {@code started_at} or {@code from};
 *   <li>end: {@code end}, {@code end_epoch_s}, {@code resolved_at} or {@code to}, empty while it
 *       goes on; or {@code duration_s} or {@code duration}, in seconds;
 *   <li>site: {@code site}, {@code monitor}, {@code name} or {@code url};
 *   <li>optionally {@code cluster}, {@code service} and {@code env}, which become labels, and
 *       {@code http_status}, {@code status} or {@code reason}.
 * </ul>
 *
 * <p>A time is ISO-8601 with an offset, epoch seconds, or epoch milliseconds (from 100,000,000,000
 * on). One bad row refuses the file: of a history with holes no number can be believed.
 */
public final class OutageFile {

  private static final long FIRST_MILLIS = 100_000_000_000L;
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");

  private static final List<String> FROM = List.of("start", "start_epoch_s", "started_at", "from");
  private static final List<String> TO = List.of("end", "end_epoch_s", "resolved_at", "to");
  private static final List<String> LASTED = List.of("duration_s", "duration");
  private static final List<String> SITE = List.of("site", "monitor", "name", "url");
  private static final List<String> SAID = List.of("http_status", "status", "reason");
  private static final List<String> LABELS = List.of("cluster", "service", "env");

  private final CsvLines lines;
  private final List<String> names;

  private OutageFile(CsvLines lines, List<String> names) {
    this.lines = lines;
    this.names = names;
  }

  /**
   * Returns the outages of a file.
   *
   * @param file the CSV file
   * @return in the order of the file
   * @throws InvalidInputException if the file breaks a rule; names the file, the line, the rule and
   *     the value
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static List<Outage> read(Path file) {
    try (CsvLines lines = new CsvLines(file, true)) {
      List<String> names =
          lines.next().orElse(List.of()).stream()
              .map(name -> name.strip().toLowerCase(Locale.ROOT).replace(' ', '_'))
              .toList();
      OutageFile reading = new OutageFile(lines, names);
      reading.need("begin", FROM);
      reading.need("site", SITE);
      if (reading.column(TO) < 0) {
        reading.need("end", LASTED);
      }
      List<Outage> outages = new ArrayList<>();
      for (Optional<List<String>> row = lines.next(); row.isPresent(); row = lines.next()) {
        outages.add(reading.outage(row.get()));
      }
      return outages;
    } catch (IOException e) {
      throw SourceFile.unreadable(file, e);
    }
  }

  private void need(String what, List<String> columns) {
    if (column(columns) < 0) {
      throw lines.refusal(
          "the first line must name a column for the "
              + what
              + ", one of "
              + columns
              + ", got "
              + names);
    }
  }

  private int column(List<String> any) {
    return any.stream().mapToInt(names::indexOf).filter(at -> at >= 0).findFirst().orElse(-1);
  }

  private String text(List<String> row, List<String> columns) {
    int at = column(columns);
    return at < 0 ? "" : row.get(at).strip();
  }

  private Outage outage(List<String> row) {
    if (row.size() != names.size()) {
      throw lines.refusal(
          "a row must have " + names.size() + " fields as the first line has, got " + row.size());
    }
    Map<String, String> labels = new TreeMap<>();
    for (String label : LABELS) {
      String value = text(row, List.of(label));
      if (!value.isEmpty()) {
        labels.put(label, value);
      }
    }
    Instant from = time(text(row, FROM));
    try {
      return new Outage(text(row, SITE), labels, from, end(row, from), text(row, SAID));
    } catch (IllegalArgumentException e) {
      // The rules of an outage are the value's own; here they become the file's.
      throw lines.refusal(Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
  }

  private @Nullable Instant end(List<String> row, Instant from) {
    String to = text(row, TO);
    if (!to.isEmpty()) {
      return time(to);
    }
    String lasted = text(row, LASTED);
    if (lasted.isEmpty()) {
      return null;
    }
    if (!WHOLE.matcher(lasted).matches()) {
      throw lines.refusal("a duration must be in whole seconds, got \"" + lasted + "\"");
    }
    return from.plus(Duration.ofSeconds(Long.parseLong(lasted)));
  }

  private Instant time(String text) {
    try {
      if (WHOLE.matcher(text).matches()) {
        long epoch = Long.parseLong(text);
        return epoch < FIRST_MILLIS ? Instant.ofEpochSecond(epoch) : Instant.ofEpochMilli(epoch);
      }
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw lines.refusal(
          "a time must be ISO-8601 with an offset, epoch seconds or epoch milliseconds, got \""
              + text
              + "\"");
    }
  }
}
