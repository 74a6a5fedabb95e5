package io.runbookmemory.slo;

import io.runbookmemory.slo.PairRule.Counts;
import java.time.Duration;

/**
 * The counts of one window of an {@link SliSeries}, and how much of the window was measured at all.
 *
 * @param length the window's length, positive
 * @param good good requests, at least 0 and at most {@code total}
 * @param total all requests, at least 0
 * @param samples how many samples lie in the window, at least 0
 * @param observed how much of the window the samples speak for, at least zero and at most {@code
 *     length}
 */
public record SliWindow(Duration length, long good, long total, int samples, Duration observed)
    implements Counts {

  /** Checks the rules. */
  public SliWindow {
    Times.checked("length", length);
    if (good < 0 || good > total) {
      throw new IllegalArgumentException(
          "good must be at least 0 and at most total, got good " + good + " of total " + total);
    }
    if (samples < 0) {
      throw new IllegalArgumentException("samples must be at least 0, got " + samples);
    }
    if (observed.isNegative() || observed.compareTo(length) > 0) {
      throw new IllegalArgumentException(
          "observed must be at least zero and at most " + length + ", got " + observed);
    }
  }

  /**
   * Returns how many requests failed.
   *
   * @return at least 0
   */
  @Override
  public long bad() {
    return total - good;
  }

  /**
   * Returns the share of requests that failed.
   *
   * @return in [0, 1]; 0 where there was no request
   */
  public double errorRatio() {
    return total == 0 ? 0 : (double) bad() / total;
  }

  /**
   * Returns how much of the window was measured.
   *
   * @return in [0, 1]
   */
  @Override
  public double coverage() {
    return (double) observed.toNanos() / length.toNanos();
  }

  /** Returns the same counts as part of a longer window, the rest of which was not measured. */
  SliWindow within(Duration longer) {
    Duration whole = longer.compareTo(observed) < 0 ? observed : longer;
    return new SliWindow(whole, good, total, samples, observed);
  }
}
