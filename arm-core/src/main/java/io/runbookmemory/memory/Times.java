package io.runbookmemory.memory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The one precision and range of time that every store can hold. */
final class Times {

  static final Instant MIN = Instant.parse("0001-01-01T00:00:00Z");
  static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Times() {}

  /** Returns the time in whole microseconds, which is what PostgreSQL keeps. */
  static Instant kept(Instant time) {
    if (time.isBefore(MIN) || time.isAfter(MAX)) {
      throw new IllegalArgumentException("a time must lie in the years 1 to 9999, got " + time);
    }
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  static @Nullable Instant stored(@Nullable Instant time) {
    return time == null ? null : kept(time);
  }
}
