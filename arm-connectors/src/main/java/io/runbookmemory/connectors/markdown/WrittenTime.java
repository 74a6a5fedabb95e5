package io.runbookmemory.connectors.markdown;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time of day in a line of text.
 *
 * @param day the day that the line names, or null
 * @param clock the time of day
 * @param zone the zone that the line names, or null
 * @param words the line without the time
 */
record WrittenTime(
    @Nullable LocalDate day, LocalTime clock, @Nullable WrittenZone zone, String words) {

  /** A line longer than this is no entry of a timeline. */
  private static final int LONGEST_LINE = 2_000;

  private static final Pattern CLOCK =
      Pattern.compile(
          "(?<![\\d:.])(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?(?![\\d:])(?:\\s?([aApP])\\.?[mM]\\b\\.?)?");

  private static final Pattern DAY = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");

  /** Returns the first time of day that a line names. */
  static Optional<WrittenTime> first(String line) {
    if (line.length() > LONGEST_LINE) {
      return Optional.empty();
    }
    // What the pattern of clocks would take for digits before a clock.
    String plain = line.replaceAll("(?<=\\d{4}-\\d{2}-\\d{2})T(?=\\d)", " ");
    Matcher found = CLOCK.matcher(plain);
    try {
      return found.find() ? Optional.of(read(plain, found)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty(); // 25:61
    }
  }

  private static WrittenTime read(String line, Matcher found) {
    String before = line.substring(0, found.start());
    String behind = line.substring(found.end());
    int hour = Integer.parseInt(found.group(1));
    boolean halved = found.group(4) != null;
    // "1:15 PM" is of a half day, "13:15 PM" is what somebody typed in a hurry.
    if (halved && hour <= 12) {
      hour = hour % 12 + (found.group(4).equalsIgnoreCase("p") ? 12 : 0);
    }
    int second = found.group(3) == null ? 0 : Integer.parseInt(found.group(3));
    LocalTime clock = LocalTime.of(hour, Integer.parseInt(found.group(2)), second);
    return new WrittenTime(
        WrittenDay.first(line).orElse(null),
        clock,
        WrittenZone.first(line.substring(found.start())).orElse(null),
        bare(before) + " " + bare(behind));
  }

  /** Days and zones are no words of an entry. */
  private static String bare(String words) {
    String dayless = DAY.matcher(words).replaceAll("");
    return WrittenZone.PATTERN.matcher(dayless).replaceFirst("").strip();
  }

  /** Returns the instant that this is, on the day and in the zone where it names none itself. */
  Optional<Instant> on(@Nullable LocalDate otherDay, WrittenZone otherZone) {
    LocalDate date = day == null ? otherDay : day;
    WrittenZone in = zone == null ? otherZone : zone;
    return date == null
        ? Optional.empty()
        : in.zone().map(known -> date.atTime(clock).atZone(known).toInstant());
  }
}
