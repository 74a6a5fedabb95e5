package io.runbookmemory.metric;

/** What a sample was judged by: the measure that stands out most, or why there is none. */
public enum AnomalyCause {
  /** Skipped: NaN or an infinity. */
  NOT_FINITE("skipped: it is not a finite number"),
  /** Skipped: not later than the sample before it. */
  OUT_OF_ORDER("skipped: it is not later than the sample before it"),
  /**
   * There is nothing to measure by: fewer than 20 samples in the window, samples that do not vary,
   * or a habit of this time of day.
   */
  NO_SCALE("nothing to measure it by: too few samples, samples that do not vary, or a habit"),
  /** The value itself, in the simple mode. */
  VALUE("the value"),
  /** The mean of the last six samples. */
  LEVEL("the mean of the last 6 samples"),
  /** The step from the sample before. */
  STEP("the step from the sample before"),
  /** The distance from the median of the same time of the last days. */
  DAILY("the distance from the same time of other days");

  private final String words;

  AnomalyCause(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
