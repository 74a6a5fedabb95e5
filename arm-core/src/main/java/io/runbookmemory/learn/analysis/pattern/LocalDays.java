package io.runbookmemory.learn.analysis.pattern;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * The local days of a log and how long each hour of each was observed: a day of 23 or 25 hours
 * counts as that. Counted in quarters of an hour, which every zone's clock is set by.
 */
final class LocalDays {

  private static final long QUARTER = WallClock.HOUR / 4;

  private final long firstDay;
  private final byte[][] quarters;
  private final WallClock clock;

  LocalDays(AlertLog log, WallClock clock) {
    this.clock = clock;
    this.firstDay = Math.floorDiv(clock.local(log.fromMillis()), WallClock.DAY);
    long lastDay = Math.floorDiv(clock.local(log.untilMillis() - 1), WallClock.DAY);
    this.quarters = new byte[(int) (lastDay - firstDay) + 1][24];
    for (long at = log.fromMillis(); at < log.untilMillis(); at += QUARTER) {
      long local = clock.local(at);
      quarters[day(local)][hour(local)]++;
    }
  }

  private int day(long local) {
    return (int)
        Math.clamp(Math.floorDiv(local, WallClock.DAY) - firstDay, 0L, quarters.length - 1L);
  }

  private static int hour(long local) {
    return (int) (Math.floorMod(local, WallClock.DAY) / WallClock.HOUR);
  }

  int count() {
    return quarters.length;
  }

  /** Returns a day's weekday, Monday being 0. */
  int weekday(int day) {
    return (int) Math.floorMod(firstDay + day + 3, 7L);
  }

  LocalDate date(int day) {
    return LocalDate.ofEpochDay(firstDay + day);
  }

  int day(LocalDate date) {
    return (int) (date.toEpochDay() - firstDay);
  }

  /** Returns for each day a bit for each hour in which something of these began. */
  int[] presence(long[] times) {
    int[] present = new int[quarters.length];
    for (long at : times) {
      long local = clock.local(at);
      present[day(local)] |= 1 << hour(local);
    }
    return present;
  }

  /** Returns the hours observed, by weekday and hour, of the days that are not left out. */
  double[][] exposure(boolean[] leftOut) {
    double[][] hours = new double[7][24];
    for (int day = 0; day < quarters.length; day++) {
      double[] sum = hours[weekday(day)];
      for (int hour = 0; hour < 24 && !leftOut[day]; hour++) {
        sum[hour] += quarters[day][hour] / 4.0;
      }
    }
    return hours;
  }

  /** Returns how many days of each weekday there are from a day on, but those left out. */
  int[] weekdays(int from, boolean[] leftOut) {
    int[] counts = new int[7];
    for (int day = from; day < quarters.length; day++) {
      counts[weekday(day)] += leftOut[day] ? 0 : 1;
    }
    return counts;
  }

  /** Returns the first day with anything, or the number of days if there is none. */
  static int first(int[] presence) {
    return (int) Arrays.stream(presence).takeWhile(mask -> mask == 0).count();
  }
}
