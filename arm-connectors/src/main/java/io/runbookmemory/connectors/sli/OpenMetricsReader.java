package io.runbookmemory.connectors.sli;

import io.runbookmemory.connectors.file.CsvLines;
import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.connectors.sli.CounterReadings.Counter;
import io.runbookmemory.connectors.sli.CounterReadings.Role;
import io.runbookmemory.error.InvalidInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads counters from the text of OpenMetrics or Prometheus, such as {@code promtool tsdb
 * dump-openmetrics} writes. Stateless and thread-safe; a file is streamed, and of its lines only
 * the counts are kept.
 *
 * <p>Every line of a counter that counts must have a timestamp: in seconds, or in milliseconds from
 * 100,000,000,000 on, which as seconds would be the year 5138. The readings of a series stand in
 * order of time; series may follow one another or be mixed. Counters that begin anew, gaps and NaN
 * are taken as {@code rate} takes them, and told in {@link SliReading#notes}; an infinite or
 * negative reading, or one that goes back in time, refuses the file. What follows a {@code # EOF}
 * is refused, and so is a last line without a line break: the file may have been cut short.
 */
public final class OpenMetricsReader {

  private static final int MAX_SERIES = 100_000;
  private static final double FIRST_MILLIS = 100_000_000_000.0;
  private static final Pattern LABEL =
      Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*(,|$)");
  private static final Pattern VALUES =
      Pattern.compile("\\s+(\\S+)(?:\\s+(-?[0-9]{1,18}(?:\\.[0-9]{1,9})?))?\\s*(?:#.*)?");

  private final SliCounters counters;
  private final CounterReadings readings;
  private final Map<String, List<Counter>> series = new HashMap<>();
  private final TreeSet<String> bounds = new TreeSet<>();
  private boolean counted;
  private boolean total;

  private OpenMetricsReader(SliCounters counters) {
    this.counters = counters;
    this.readings = new CounterReadings(counters.ofFailures());
  }

  /**
   * Returns the series of a file, on a grid of the readings' own interval in whole minutes.
   *
   * @param file the text
   * @param counters which counters count
   * @return the counts of at least one minute
   * @throws InvalidInputException if the file breaks a rule; names the file, the line, the rule and
   *     the value
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static SliReading read(Path file, SliCounters counters) {
    OpenMetricsReader reader = new OpenMetricsReader(counters);
    try (CsvLines lines = new CsvLines(file, false)) {
      boolean ended = false;
      for (Optional<String> next = lines.line(); next.isPresent(); next = lines.line()) {
        String line = next.get().strip();
        if (ended) {
          throw lines.refusal("# EOF must be the last line, got another");
        }
        ended = line.equals("# EOF");
        if (!line.isEmpty() && !line.startsWith("#")) {
          reader.take(line, lines);
        }
      }
    } catch (IOException e) {
      throw SourceFile.unreadable(file, e);
    }
    return reader.finish(file.toString());
  }

  private SliReading finish(String file) {
    if (!total) {
      throw missing(file, counters.total());
    }
    SliReading read = readings.read(file, true);
    if (counted) {
      return read;
    }
    if (!counters.ofFailures()) {
      throw missing(file, counters.counted());
    }
    List<String> notes = new ArrayList<>(read.notes());
    notes.add(file + " has no series of " + counters.counted().text() + ": no failure is counted");
    return new SliReading(read.series(), read.epochSeconds(), notes);
  }

  private InvalidInputException missing(String file, Selector selector) {
    boolean bucket = selector.metric().endsWith("_bucket") && !bounds.isEmpty();
    return new InvalidInputException(
        file,
        "must have a series of "
            + selector.text()
            + ", got none"
            + (bucket ? "; its buckets end at " + String.join(", ", bounds) : ""));
  }

  private void take(String line, CsvLines lines) {
    int end = seriesEnd(line);
    List<Counter> counting = series.get(line.substring(0, end));
    if (counting == null) {
      counting = counters(line.substring(0, end), lines);
      if (series.size() == MAX_SERIES) {
        throw lines.refusal("a file must have at most " + MAX_SERIES + " series, got more");
      }
      series.put(line.substring(0, end), counting);
    }
    if (counting.isEmpty()) {
      return;
    }
    Matcher values = VALUES.matcher(line.substring(end));
    if (!values.matches()) {
      throw lines.refusal("must be a metric, a value and a time, got \"" + cut(line) + "\"");
    }
    if (values.group(2) == null) {
      throw lines.refusal(
          "a counter must have a time behind its value: a page of /metrics is one moment; ask"
              + " Prometheus for the past");
    }
    double value = number(values.group(1), lines);
    long at = millis(values.group(2));
    for (Counter counter : counting) {
      try {
        readings.add(counter, at, value);
      } catch (InvalidInputException e) {
        throw lines.refusal(e.rule());
      }
    }
  }

  private static String cut(String line) {
    return line.length() <= 80 ? line : line.substring(0, 80) + "…";
  }

  /** Returns where the labels end, in whose strings a brace may stand. */
  private static int seriesEnd(String line) {
    boolean quoted = false;
    boolean braced = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted) {
        i += c == '\\' ? 1 : 0;
        quoted = c != '"';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{') {
        braced = true;
      } else if (c == '}') {
        return i + 1;
      } else if (!braced && Character.isWhitespace(c)) {
        return i;
      }
    }
    return line.length();
  }

  private List<Counter> counters(String text, CsvLines lines) {
    Map<String, String> labels = labels(text, lines);
    List<Counter> counting = new ArrayList<>();
    if (counters.total().selects(labels)) {
      total = true;
      counting.add(new Counter(Role.TOTAL));
    }
    if (counters.counted().selects(labels)) {
      counted = true;
      counting.add(new Counter(Role.COUNTED));
    }
    String bound = labels.get("le");
    if (bound != null && counters.counted().metric().equals(labels.get("__name__"))) {
      bounds.add(bound);
    }
    return counting;
  }

  private static Map<String, String> labels(String text, CsvLines lines) {
    Map<String, String> labels = new HashMap<>();
    int brace = text.indexOf('{');
    labels.put("__name__", brace < 0 ? text : text.substring(0, brace).strip());
    if (brace < 0) {
      return labels;
    }
    String inside = text.substring(brace + 1, Math.max(brace + 1, text.length() - 1));
    Matcher matcher = LABEL.matcher(inside);
    int at = 0;
    while (at < inside.length() && !inside.substring(at).isBlank()) {
      if (!text.endsWith("}") || !matcher.find(at) || matcher.start() != at) {
        throw lines.refusal("labels must be name=\"value\", got \"" + cut(text) + "\"");
      }
      labels.put(matcher.group(1), Selector.unescaped(matcher.group(2)));
      at = matcher.end();
    }
    return labels;
  }

  private static double number(String text, CsvLines lines) {
    try {
      return parse(text);
    } catch (NumberFormatException e) {
      throw lines.refusal("a value must be a number, got \"" + cut(text) + "\"");
    }
  }

  /** Returns a number as Prometheus writes it. */
  static double parse(String text) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static long millis(String text) {
    BigDecimal written = new BigDecimal(text);
    return written.doubleValue() >= FIRST_MILLIS
        ? written.longValue()
        : written.movePointRight(3).longValue();
  }
}
