package io.runbookmemory.metric;

import java.time.Instant;

/**
 * What a detector makes of one sample.
 *
 * @param at when the sample was taken
 * @param value the sample
 * @param anomaly whether somebody should be told: too far off, and not too soon after the anomaly
 *     before
 * @param score how remarkable it is, in [0, 1): with r the measure's size in its limits, r / (1 +
 *     r), so that 0.5 is the limit. It does not know the cool-down
 * @param expected the values that would not have been too far off by the measure that stands out
 *     most; {@link Band#ANY} where there is none
 * @param cause the measure that stands out most
 * @param deviations how many standard deviations that measure is off its mean, signed
 */
public record Anomaly(
    Instant at,
    double value,
    boolean anomaly,
    double score,
    Band expected,
    AnomalyCause cause,
    double deviations) {

  /** From which score on a sample is too far off. */
  public static final double LIMIT = 0.5;

  static Anomaly skipped(Instant at, double value, AnomalyCause why) {
    return new Anomaly(at, value, false, 0, Band.ANY, why, 0);
  }

  /**
   * Returns the reason in words.
   *
   * @return one sentence, without the value
   */
  public String reason() {
    return switch (cause) {
      case NOT_FINITE, OUT_OF_ORDER, NO_SCALE -> cause.words();
      case VALUE, LEVEL, STEP, DAILY ->
          cause.words()
              + " is "
              + Written.number(Math.abs(deviations))
              + " standard deviations "
              + (deviations < 0 ? "below" : "above")
              + " its mean, expected "
              + expected
              + (score >= LIMIT && !anomaly ? "; too soon after the anomaly before" : "");
    };
  }
}
