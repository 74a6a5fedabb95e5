package io.runbookmemory.replay.incident;

import io.runbookmemory.slo.SliSample;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the rows of a table of counts say: {@code timestamp}, {@code good} and {@code total}, named
 * by the first line in any order and case; other columns are ignored. A timestamp is the end of the
 * interval that was counted, as ISO-8601 with an offset, in epoch seconds, or in epoch milliseconds
 * (from 100,000,000,000 on, which as seconds would be the year 5138). Immutable.
 */
public final class CountColumns {

  private static final List<String> COLUMNS = List.of("timestamp", "good", "total");
  private static final long FIRST_MILLIS = 100_000_000_000L;
  private static final Pattern EPOCH = Pattern.compile("[0-9]{1,18}");

  private final List<String> names;
  private final int timestamp;
  private final int good;
  private final int total;

  private CountColumns(List<String> names) {
    this.names = names;
    this.timestamp = names.indexOf("timestamp");
    this.good = names.indexOf("good");
    this.total = names.indexOf("total");
  }

  /**
   * Returns where the columns stand.
   *
   * @param first the fields of the first line
   * @return to read the other lines with
   * @throws IllegalArgumentException if a column is not named once; says the rule and the value
   */
  public static CountColumns of(List<String> first) {
    List<String> names = first.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    for (String column : COLUMNS) {
      if (names.indexOf(column) < 0 || names.indexOf(column) != names.lastIndexOf(column)) {
        throw new IllegalArgumentException(
            "the first line must name the column " + column + " once, got " + names);
      }
    }
    return new CountColumns(names);
  }

  /**
   * Returns the sample of a row.
   *
   * @param row its fields
   * @return what was counted
   * @throws IllegalArgumentException if the row breaks a rule; says the rule and the value
   */
  public SliSample sample(List<String> row) {
    if (row.size() != names.size()) {
      throw new IllegalArgumentException(
          "a row must have " + names.size() + " fields as the first line has, got " + row.size());
    }
    Instant at = instant(row.get(timestamp));
    return new SliSample(at, count("good", row.get(good)), count("total", row.get(total)));
  }

  /**
   * Returns whether a row's time is in whole seconds, as a metric's own database has it.
   *
   * @param row its fields, of which a sample was made
   * @return false for milliseconds and for ISO-8601
   */
  public boolean isEpochSecond(List<String> row) {
    String text = row.get(timestamp);
    return EPOCH.matcher(text).matches() && Long.parseLong(text) < FIRST_MILLIS;
  }

  private static long count(String column, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          column + " must be a whole number, got \"" + text + "\"", e);
    }
  }

  private static Instant instant(String text) {
    if (EPOCH.matcher(text).matches()) {
      long epoch = Long.parseLong(text);
      return epoch < FIRST_MILLIS ? Instant.ofEpochSecond(epoch) : Instant.ofEpochMilli(epoch);
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "timestamp must be ISO-8601 with an offset, epoch seconds or epoch milliseconds, got \""
              + text
              + "\"",
          e);
    }
  }
}
