package io.runbookmemory.replay;

/**
 * A measured value and the interval that holds the true one with a confidence of 95 %. All three
 * are NaN where there was nothing to measure.
 *
 * @param value what was measured
 * @param low the lower end of the interval
 * @param high the upper end
 */
public record Estimate(double value, double low, double high) {

  /** What is known where nothing was measured. */
  public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

  /**
   * Returns whether anything was measured.
   *
   * @return false for {@link #NONE}
   */
  public boolean known() {
    return !Double.isNaN(value);
  }
}
