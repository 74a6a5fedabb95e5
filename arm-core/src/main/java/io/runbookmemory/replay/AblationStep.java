package io.runbookmemory.replay;

/**
 * How much of a recall is used. Each step adds one thing to the step before, from {@link #FUSED}
 * on; the last is the whole.
 */
public enum AblationStep {
  /** The store's search by words. */
  LEXICAL_ONLY("lexical only"),

  /** The store's search by vector. */
  DENSE_ONLY("dense only"),

  /** The store's search by both, in its own order: reciprocal rank fusion. */
  FUSED("fused"),

  /**
   * Fused, and routed: the service that the text names is searched once more, and what shares an
   * exact identifier with the question stands first.
   */
  ROUTED("+ routing"),

  /**
   * Ordered by calibrated relevance, recency and success, and falling to triage where nothing fits:
   * the whole recall.
   */
  CALIBRATED("+ calibration");

  private final String label;

  AblationStep(String label) {
    this.label = label;
  }

  /**
   * Returns the step as a table calls it.
   *
   * @return a few lower-case words
   */
  public String label() {
    return label;
  }
}
