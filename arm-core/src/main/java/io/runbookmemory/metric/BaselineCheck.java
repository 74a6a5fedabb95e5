package io.runbookmemory.metric;

/**
 * What a value is beside a baseline.
 *
 * @param value finite
 * @param baseline what it was held against
 */
public record BaselineCheck(double value, Baseline baseline) {

  /** The answers, the least remarkable first. */
  public enum State {
    /** At most p95, and within the band. */
    NORMAL,
    /** Higher than 95 % of the past, but within the band. */
    ABOVE_P95,
    /** Outside the band, above or below it. */
    OUTSIDE_BAND,
    /** The past has fewer than 20 samples: nothing can be said. */
    TOO_FEW_SAMPLES
  }

  /** Checks the rules. */
  public BaselineCheck {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a value must be finite, got " + value);
    }
  }

  /**
   * Returns the answer.
   *
   * @return exactly one
   */
  public State state() {
    if (baseline.summary().count() < Baseline.LEAST_SAMPLES) {
      return State.TOO_FEW_SAMPLES;
    }
    if (!baseline.band().contains(value)) {
      return State.OUTSIDE_BAND;
    }
    return value > baseline.summary().quantile(0.95) ? State.ABOVE_P95 : State.NORMAL;
  }

  /**
   * Returns the answer in words: the series with its labels, the value, and the numbers it was held
   * against.
   *
   * @return one sentence
   */
  public String message() {
    String numbers =
        " of "
            + baseline.period()
            + " (average "
            + Written.number(baseline.summary().average())
            + ", p95 "
            + Written.number(baseline.summary().quantile(0.95))
            + ", usual "
            + baseline.band()
            + ", "
            + baseline.summary().count()
            + " samples)";
    return baseline.metric() + " is " + Written.number(value) + ", " + words() + numbers;
  }

  private String words() {
    return switch (state()) {
      case NORMAL -> "normal beside the baseline";
      case ABOVE_P95 -> "above p95, but inside the band,";
      case OUTSIDE_BAND -> value > baseline.band().high() ? "above the band" : "below the band";
      case TOO_FEW_SAMPLES ->
          "which nothing can be said about: at least "
              + Baseline.LEAST_SAMPLES
              + " samples are needed, beside the baseline";
    };
  }
}
