package io.runbookmemory.learn.analysis.pattern;

import java.time.Duration;
import java.util.Arrays;

/** How long after the first of two the second begins. */
final class Lags {

  /** When the first began where the second followed within the window. */
  private final long[] afters;

  /** How long after, in milliseconds and ascending. */
  private final long[] ascending;

  /** How often the second began before the first instead, within as long. */
  private final int before;

  /** How often strictly after it. */
  private final int after;

  private Lags(long[] afters, long[] ascending, int before, int after) {
    this.afters = afters;
    this.ascending = ascending;
    this.before = before;
    this.after = after;
  }

  /** Which of two comes first. */
  enum Order {
    FIRST_LEADS,
    SECOND_LEADS,
    NEITHER
  }

  static Lags of(long[] first, long[] second, long window) {
    long[] afters = new long[first.length];
    long[] lags = new long[first.length];
    int count = 0;
    int before = 0;
    int after = 0;
    for (long at : first) {
      int next = Timeline.firstFrom(second, at);
      if (next < second.length && second[next] <= at + window) {
        afters[count] = at;
        lags[count++] = second[next] - at;
        after += second[next] > at ? 1 : 0;
      }
      before += next > 0 && second[next - 1] >= at - window ? 1 : 0;
    }
    long[] ascending = Arrays.copyOf(lags, count);
    Arrays.sort(ascending);
    return new Lags(Arrays.copyOf(afters, count), ascending, before, after);
  }

  Order leads() {
    double half = Math.log(0.025);
    if (Tails.binomial(after, after + before, 0.5) <= half) {
      return Order.FIRST_LEADS;
    }
    return Tails.binomial(before, after + before, 0.5) <= half ? Order.SECOND_LEADS : Order.NEITHER;
  }

  /** Returns on how many local days the second followed. */
  long days(WallClock clock) {
    return Arrays.stream(afters)
        .map(at -> Math.floorDiv(clock.local(at), WallClock.DAY))
        .distinct()
        .count();
  }

  Duration quantile(double share) {
    return Duration.ofMillis(
        ascending[(int) Math.min(ascending.length - 1, share * ascending.length)]);
  }
}
