package io.runbookmemory.learn.analysis.pattern;

import org.jspecify.annotations.Nullable;

/**
 * Which hours of the week one signal prefers. Windows of 1 to 12 hours on each weekday, on
 * weekdays, at weekends and every day are compared with the signal's mean rate; the occasions, not
 * the firings, are counted, so that one bad Monday is one. Given the rate, an occasion has a firing
 * with probability 1 - exp(-rate x hours observed).
 */
final class HourWindows {

  private static final int[] LENGTHS = {1, 2, 3, 4, 6, 8, 12};

  /** What is likelier by chance is never a finding, for many more windows are tested. */
  private static final double SIEVE = Math.log(1e-4);

  /** How many windows are tested. */
  static final int TESTS = 24 * LENGTHS.length * Days.values().length;

  private final LocalDays days;
  private final boolean[] leftOut;
  private final int[] presence;
  private final double[][] exposure;

  /** The hours observed up to an hour, of a weekday and of the day after it. */
  private final double[][] upTo = new double[7][49];

  private final int[] weekdays;
  private final int[] occasions;

  HourWindows(LocalDays days, int[] presence, boolean[] leftOut) {
    this.days = days;
    this.leftOut = leftOut;
    this.presence = presence.clone();
    for (int day = 0; day < presence.length; day++) {
      this.presence[day] = leftOut[day] ? 0 : presence[day];
    }
    this.exposure = days.exposure(leftOut);
    sumUp();
    this.weekdays = days.weekdays(0, leftOut);
    this.occasions = days.weekdays(LocalDays.first(this.presence), leftOut);
  }

  private void sumUp() {
    for (int day = 0; day < 7; day++) {
      for (int hour = 0; hour < 48; hour++) {
        upTo[day][hour + 1] = upTo[day][hour] + exposure[(day + hour / 24) % 7][hour % 24];
      }
    }
  }

  /** A window and what was counted in it. */
  record Found(Days days, int start, int length, int support, int occasions, double logP) {

    private long mask() {
      return ((1L << length) - 1) << start;
    }

    private boolean overlaps(Found other) {
      for (int day = 0; day < 7; day++) {
        if (days.has(day) && other.days.has(day) && (mask() & other.mask()) != 0) {
          return true;
        }
      }
      return false;
    }
  }

  /** Returns the hours in which anything began. */
  private int present() {
    int sum = 0;
    for (int mask : presence) {
      sum += Integer.bitCount(mask);
    }
    return sum;
  }

  private double observed() {
    double sum = 0;
    for (double[] hours : exposure) {
      for (double hour : hours) {
        sum += hour;
      }
    }
    return sum;
  }

  /** Returns beginnings an hour, as seen in hours with and without any. */
  double rate() {
    double observed = observed();
    return observed <= 0 ? 0 : -Math.log1p(-Math.min(0.999, present() / observed));
  }

  /**
   * Returns the window that chance explains least. It is chosen by the rate outside of it, and
   * judged by the rate over all, which it has raised itself: so it is surer than it is said to be.
   * Null if chance explains all of them.
   */
  @Nullable Found best(int leastSupport) {
    int[][][] counts = counts();
    double rate = rate();
    Found best = best(counts, rate, rate, leastSupport, null);
    if (best == null || best.logP > SIEVE) {
      return null;
    }
    HourWindows outside = without(best);
    double base = Math.max(outside.rate(), 0.1 * rate);
    Found refined = best(counts, base, rate, leastSupport, best);
    return refined == null ? best : refined;
  }

  private @Nullable Found best(
      int[][][] counts, double base, double rate, int leastSupport, @Nullable Found near) {
    Found best = null;
    double least = 0;
    for (Days set : Days.values()) {
      for (int start = 0; start < 24; start++) {
        for (int i = 0; i < LENGTHS.length; i++) {
          int support = sum(counts[start][i], set);
          if (support < leastSupport) {
            continue;
          }
          if (isUsual(support, sum(weekdays, set), chance(set, start, LENGTHS[i], base))) {
            continue;
          }
          double log = log(set, start, LENGTHS[i], support, base);
          if (log >= least) {
            continue;
          }
          double judged = base == rate ? log : log(set, start, LENGTHS[i], support, rate);
          Found found = new Found(set, start, LENGTHS[i], support, sum(occasions, set), judged);
          if (near == null || found.overlaps(near)) {
            least = log;
            best = found;
          }
        }
      }
    }
    return best;
  }

  /** Returns whether it lies within three deviations, which no tail below the sieve does. */
  private static boolean isUsual(int support, int occasions, double chance) {
    double mean = occasions * chance;
    double above = support - mean;
    return above <= 0 || above * above < 9 * mean * (1 - chance);
  }

  private double log(Days set, int start, int length, int support, double rate) {
    return Tails.binomial(support, sum(weekdays, set), chance(set, start, length, rate));
  }

  /** Returns the probability that an occasion has anything. */
  double chance(Days set, int start, int length, double rate) {
    double hours = 0;
    for (int day = 0; day < 7; day++) {
      hours += set.has(day) ? upTo[day][start + length] - upTo[day][start] : 0;
    }
    int occasions = sum(weekdays, set);
    return occasions == 0 ? 0 : -Math.expm1(-rate * hours / occasions);
  }

  private static int sum(int[] byDay, Days set) {
    int sum = 0;
    for (int day = 0; day < 7; day++) {
      sum += set.has(day) ? byDay[day] : 0;
    }
    return sum;
  }

  /** Returns on how many days anything began, by start, length and weekday. */
  private int[][][] counts() {
    int[][][] counts = new int[24][LENGTHS.length][7];
    for (int day = 0; day < presence.length; day++) {
      long next = day + 1 < presence.length ? presence[day + 1] : 0;
      long hours = presence[day] | next << 24;
      if (hours == 0) {
        continue;
      }
      int weekday = days.weekday(day);
      for (int start = 0; start < 24; start++) {
        for (int i = 0; i < LENGTHS.length; i++) {
          boolean any = (hours >> start & ((1L << LENGTHS[i]) - 1)) != 0;
          counts[start][i][weekday] += any ? 1 : 0;
        }
      }
    }
    return counts;
  }

  /** Returns the rest of the week. */
  HourWindows without(Found found) {
    HourWindows rest = new HourWindows(days, presence, leftOut);
    for (int day = 0; day < presence.length; day++) {
      long window = found.days.has(days.weekday(day)) ? found.mask() : 0;
      rest.presence[day] &= (int) ~(window & 0xFFFFFF);
      if (day + 1 < presence.length) {
        rest.presence[day + 1] &= (int) ~(window >> 24);
      }
    }
    for (int day = 0; day < 7; day++) {
      for (int hour = found.start; hour < found.start + found.length; hour++) {
        if (found.days.has(day)) {
          rest.exposure[(day + hour / 24) % 7][hour % 24] = 0;
        }
      }
    }
    for (int day = 0; day < 7; day++) {
      for (int hour = 0; hour < 24; hour++) {
        rest.exposure[day][hour] = Math.min(rest.exposure[day][hour], exposure[day][hour]);
      }
    }
    rest.sumUp();
    return rest;
  }
}
