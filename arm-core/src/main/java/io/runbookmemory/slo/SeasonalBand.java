package io.runbookmemory.slo;

import io.runbookmemory.slo.PairRule.Counts;
import java.time.Duration;
import java.util.Arrays;

/**
 * What one window's error ratio usually is at an hour: the median of the same hour of the last
 * seven days, and that of the same hour of the last three weeks, whichever is higher. One number an
 * hour is kept. Not thread-safe.
 *
 * <p>A nightly batch that fails 2 % of its requests for 40 minutes pages 6.7 times in 23 days
 * without a band, 6.3 and 5.0 times with a band of mean and deviation or of quantiles, 0.4 times
 * with the same hour's median x 1.25, and 0.03 times with a deviation of the count above that
 * ({@code docs/burn-rate.md}).
 */
final class SeasonalBand {

  /** How far above the usual still counts as usual, besides what {@link #NOISE} allows. */
  private static final double MARGIN = 1.25;

  /**
   * How many deviations of a count above that, too: 80 failures a night are 71 or 89 as often, and
   * the usual is itself the count of some nights. Chosen out of 0, 1 and 2 on the seeds 2001 to
   * 2040.
   */
  private static final double NOISE = 1;

  private static final int HOURS_OF_WEEK = 168;
  private static final int WEEKS = 4;
  private static final int DAYS = 7;

  /** A median of fewer days, or weeks, is no habit. */
  private static final int LEAST_DAYS = 4;

  private static final int LEAST_WEEKS = 3;

  private final float[] ratios = new float[WEEKS * HOURS_OF_WEEK];
  private final long slotsPerHour;
  private long newest = Long.MIN_VALUE;

  SeasonalBand(Duration step) {
    slotsPerHour = Math.max(1, Duration.ofHours(1).dividedBy(step));
    Arrays.fill(ratios, Float.NaN);
  }

  /** Keeps the ratio of the window that ends at a slot, if that is the end of an hour. */
  void observe(long slot, Counts window) {
    if (Math.floorMod(slot, slotsPerHour) != 0) {
      return;
    }
    long hour = Math.floorDiv(slot, slotsPerHour);
    long skipped = newest == Long.MIN_VALUE ? 0 : Math.min(hour - newest, ratios.length);
    for (long i = 1; i < skipped; i++) {
      ratios[index(hour - i)] = Float.NaN;
    }
    newest = hour;
    ratios[index(hour)] =
        window.total() == 0 ? Float.NaN : (float) ((double) window.bad() / window.total());
  }

  /** Forgets the hours of an incident: what went wrong is no habit. */
  void forget(long fromSlot, long toSlot) {
    long first = Math.max(Math.floorDiv(fromSlot, slotsPerHour), newest - ratios.length + 1);
    long last = Math.min(Math.ceilDiv(toSlot, slotsPerHour), newest);
    for (long hour = first; hour <= last; hour++) {
      ratios[index(hour)] = Float.NaN;
    }
  }

  /** Returns whether a window's ratio is one that it usually has about this slot. */
  boolean contains(long slot, Counts window) {
    if (newest == Long.MIN_VALUE || window.total() == 0) {
      return false;
    }
    long before = Math.floorDiv(slot, slotsPerHour);
    double usual = Math.max(usual(before), usual(before + 1));
    double most = MARGIN * usual * window.total();
    return window.bad() <= most + NOISE * Math.sqrt(most);
  }

  private double usual(long hour) {
    return Math.max(median(hour, 24, DAYS, LEAST_DAYS), median(hour, 168, WEEKS - 1, LEAST_WEEKS));
  }

  /** Returns the median of an hour's forerunners, 0 if there are too few. */
  private double median(long hour, int apart, int most, int least) {
    double[] seen = new double[most];
    int count = 0;
    for (int i = 1; i <= most; i++) {
      long past = hour - (long) i * apart;
      if (past <= newest && past > newest - ratios.length && !Float.isNaN(ratios[index(past)])) {
        seen[count++] = ratios[index(past)];
      }
    }
    if (count < least) {
      return 0;
    }
    Arrays.sort(seen, 0, count);
    return seen[(count - 1) / 2];
  }

  private int index(long hour) {
    return Math.floorMod(hour, ratios.length);
  }
}
