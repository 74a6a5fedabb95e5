package io.runbookmemory.slo;

import java.time.Duration;
import java.time.Instant;

/**
 * Instants and durations within bounds that cannot overflow a {@code long} of nanoseconds, and
 * durations as operators write them.
 */
final class Times {

  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Times() {}

  static long nanos(Instant at) {
    if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
      throw new IllegalArgumentException("at must lie between 1900 and 2200, got " + at);
    }
    return at.getEpochSecond() * NANOS_PER_SECOND + at.getNano();
  }

  static Instant instant(long nanos) {
    return Instant.EPOCH.plusNanos(nanos);
  }

  static Duration checked(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " must be positive and at most 366 days, got " + duration);
    }
    return duration;
  }

  /** Returns {@code 5m}, {@code 1h30m}, {@code 3d}; 24 h stays hours, as in the workbook. */
  static String text(Duration duration) {
    if (duration.toSeconds() == 0) {
      return duration.toMillis() + "ms";
    }
    boolean days = duration.toDays() >= 2;
    StringBuilder text = new StringBuilder();
    append(text, days ? duration.toDays() : 0, "d");
    append(text, days ? duration.toHoursPart() : duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    return text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(count).append(unit);
    }
  }
}
