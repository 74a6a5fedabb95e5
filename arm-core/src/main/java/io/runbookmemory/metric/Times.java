package io.runbookmemory.metric;

import java.time.Duration;
import java.time.Instant;

/** Instants and durations within bounds that cannot overflow a {@code long} of nanoseconds. */
final class Times {

  static final long DAY = Duration.ofDays(1).toNanos();

  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final Duration LONGEST = Duration.ofDays(3660);
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

  static long positive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " must be positive and at most 3660 days, got " + duration);
    }
    return duration.toNanos();
  }
}
