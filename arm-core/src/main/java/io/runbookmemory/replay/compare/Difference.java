package io.runbookmemory.replay.compare;

import io.runbookmemory.replay.Estimate;

/**
 * How two runs differ in one measure, over the incidents that have it in both.
 *
 * @param measure what is measured
 * @param n how many incidents
 * @param other the mean of the run that is compared with; NaN of no incident
 * @param mine the mean of this run
 * @param difference mine less other, paired by incident, with its interval
 */
public record Difference(Measure measure, int n, double other, double mine, Estimate difference) {

  /**
   * With fewer pairs no difference is beyond chance, whatever the interval: were all of them on one
   * side, the sign test would still give 2 × 0.5⁵ = 0.06.
   */
  private static final int FEWEST = 6;

  /** What a difference says. */
  public enum Reading {
    /** There is none. */
    SAME,
    /** The interval holds zero, or there are fewer than 6 pairs. */
    MAY_BE_CHANCE,
    /** The whole interval is on the good side. */
    BETTER,
    /** The whole interval is on the bad side. */
    WORSE
  }

  /**
   * Returns what it says.
   *
   * @return by the interval, and which direction of the measure is good
   */
  public Reading reading() {
    if (n == 0 || (difference.value() == 0 && difference.low() == difference.high())) {
      return Reading.SAME;
    }
    if (n < FEWEST || (difference.low() <= 0 && difference.high() >= 0)) {
      return Reading.MAY_BE_CHANCE;
    }
    return difference.value() > 0 == measure.moreIsBetter() ? Reading.BETTER : Reading.WORSE;
  }
}
