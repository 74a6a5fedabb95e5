package io.runbookmemory.learn.analysis.pattern;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/**
 * A zone's wall clock in milliseconds: {@code local} is what the clock showed, counted as if it
 * were UTC. Years of instants are converted without a {@code ZonedDateTime} each.
 */
final class WallClock {

  static final long HOUR = 3_600_000L;
  static final long DAY = 24 * HOUR;
  static final long WEEK = 7 * DAY;

  private final long[] starts;
  private final long[] offsets;

  WallClock(ZoneId zone, long from, long until) {
    ZoneRules rules = zone.getRules();
    long[] at = new long[16];
    long[] offset = new long[16];
    int count = 1;
    Instant begin = Instant.ofEpochMilli(from).minusSeconds(400 * DAY / 1000);
    at[0] = Long.MIN_VALUE;
    offset[0] = rules.getOffset(begin).getTotalSeconds() * 1000L;
    long end = until + 400 * DAY;
    ZoneOffsetTransition next = rules.nextTransition(begin);
    while (next != null && next.getInstant().toEpochMilli() <= end) {
      if (count == at.length) {
        at = Arrays.copyOf(at, 2 * count);
        offset = Arrays.copyOf(offset, 2 * count);
      }
      at[count] = next.getInstant().toEpochMilli();
      offset[count++] = next.getOffsetAfter().getTotalSeconds() * 1000L;
      next = rules.nextTransition(next.getInstant());
    }
    starts = Arrays.copyOf(at, count);
    offsets = Arrays.copyOf(offset, count);
  }

  long local(long utc) {
    return utc + offset(utc);
  }

  /** Returns when the clock shows a time; one that it skips or shows twice is an hour off or so. */
  long utc(long local) {
    long guess = local - offset(local);
    return local - offset(guess);
  }

  /** Returns when the clock shows the same time so many days later. */
  long plusDays(long utc, int days) {
    return utc(local(utc) + days * DAY);
  }

  private long offset(long utc) {
    int found = Arrays.binarySearch(starts, utc);
    return offsets[found >= 0 ? found : -found - 2];
  }
}
