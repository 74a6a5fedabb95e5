package io.runbookmemory.learn.analysis.pattern;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * The hours of a place that may be compared with one another. Not among them:
 *
 * <ul>
 *   <li>those of a storm, in which everything fires after everything: with at least 10 episodes and
 *       twice as many as 99 % of the hours have;
 *   <li>those of the first and the last three days of a month, whose jobs no other day of the same
 *       weekday has.
 * </ul>
 */
final class OrdinaryHours {

  private static final int LEAST_STORM = 10;
  private static final int EDGE_DAYS = 3;

  private final Timeline place;
  private final boolean[] ordinary;
  private final long from;
  private final long until;

  private OrdinaryHours(Timeline place, boolean[] ordinary, long from, long until) {
    this.place = place;
    this.ordinary = ordinary;
    this.from = from;
    this.until = until;
  }

  static OrdinaryHours of(Timeline place, AlertLog log, WallClock clock) {
    long from = log.fromMillis();
    int hours = (int) ((log.untilMillis() - from - 1) / WallClock.HOUR) + 1;
    int[] counts = new int[hours];
    for (long at : place.at) {
      counts[(int) ((at - from) / WallClock.HOUR)]++;
    }
    int[] sorted = counts.clone();
    Arrays.sort(sorted);
    int storm = Math.max(LEAST_STORM, 2 * sorted[(int) (hours * 0.99)]);
    boolean[] ordinary = new boolean[hours];
    for (int i = 0; i < hours; i++) {
      ordinary[i] = counts[i] < storm && !edge(clock.local(from + i * WallClock.HOUR));
    }
    return new OrdinaryHours(place, ordinary, from, log.untilMillis());
  }

  private static boolean edge(long local) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(local, WallClock.DAY));
    return day.getDayOfMonth() <= EDGE_DAYS
        || day.getDayOfMonth() > day.lengthOfMonth() - EDGE_DAYS;
  }

  /** Returns whether a window begins in an ordinary hour and was observed to its end. */
  boolean has(long at, long window) {
    return at >= from && at + window < until && ordinary[(int) ((at - from) / WallClock.HOUR)];
  }

  /** Returns how many episodes begin within a window before or after some instant. */
  int around(long at, long window) {
    return Timeline.firstFrom(place.at, at + window + 1)
        - Timeline.firstFrom(place.at, at - window);
  }

  /** Returns room for windows of which no two overlap, all free. */
  long[] slots(long window) {
    long[] slots = new long[(int) ((until - from) / window) + 2];
    Arrays.fill(slots, Long.MIN_VALUE / 2);
    return slots;
  }

  /** Takes the room of a window, unless another one is in the way. */
  boolean take(long at, long window, long[] slots) {
    int slot = (int) ((at - from) / window);
    for (int near = Math.max(0, slot - 1); near <= slot + 1; near++) {
      if (Math.abs(slots[near] - at) < window) {
        return false;
      }
    }
    slots[slot] = at;
    return true;
  }
}
