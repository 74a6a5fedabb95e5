package io.runbookmemory.recall;

/** How well a recall fits. The bounds are of the calibrated relevance. */
public enum Strength {
  /** At least 0.75: this is most likely it. */
  STRONG,
  /** From 0.60 to 0.75: this may be it. */
  POSSIBLE,
  /** Below 0.60: nothing known fits; what comes back is the generic triage runbook. */
  TRIAGE;

  /** The least relevance of a strong match. */
  public static final double STRONG_FROM = 0.75;

  /** The least relevance of a possible match. */
  public static final double POSSIBLE_FROM = 0.60;

  /**
   * Returns the strength of a relevance.
   *
   * @param relevance in [0, 1]
   * @return its band
   */
  public static Strength of(double relevance) {
    if (relevance >= STRONG_FROM) {
      return STRONG;
    }
    return relevance >= POSSIBLE_FROM ? POSSIBLE : TRIAGE;
  }
}
