package io.runbookmemory.oncall.playbook;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Something that must be so of a metric for some time.
 *
 * @param metric its name, or the expression that whoever checks it understands; not blank
 * @param comparison of the metric to the threshold
 * @param threshold in the metric's unit, finite
 * @param duration for how long it must have been so, more than 0
 */
public record PlaybookCondition(
    String metric, Comparison comparison, double threshold, Duration duration) {

  /** How a metric is compared to a threshold. */
  public enum Comparison {
    /** More than it. */
    ABOVE(">"),
    /** As much or more. */
    AT_LEAST(">="),
    /** Less than it. */
    BELOW("<"),
    /** As much or less. */
    AT_MOST("<=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /**
     * Returns how it is written.
     *
     * @return {@code >}, {@code >=}, {@code <} or {@code <=}
     */
    public String sign() {
      return sign;
    }

    /**
     * Returns the comparison that a sign stands for.
     *
     * @param sign as {@link #sign()} gives it
     * @return empty if it stands for none
     */
    public static Optional<Comparison> of(String sign) {
      return Arrays.stream(values()).filter(one -> one.sign.equals(sign)).findFirst();
    }
  }

  /** Checks the rules. */
  public PlaybookCondition {
    if (metric.isBlank()) {
      throw new IllegalArgumentException("a condition's metric must not be blank");
    }
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException(
          "a condition's threshold must be finite, got " + threshold);
    }
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(
          "a condition's duration must be more than 0, got " + duration);
    }
  }

  @Override
  public String toString() {
    return metric + " " + comparison.sign() + " " + threshold + " for " + duration;
  }
}
