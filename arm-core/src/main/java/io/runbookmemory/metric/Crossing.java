package io.runbookmemory.metric;

/** From which side a threshold is reached. */
public enum Crossing {
  /** From below: a disk fills. */
  UPWARDS,
  /** From above: free space runs out. */
  DOWNWARDS;

  /** Returns whether a value has reached a threshold. */
  boolean reached(double value, double threshold) {
    return this == UPWARDS ? value >= threshold : value <= threshold;
  }

  /** Returns whether a slope leads there. */
  boolean leads(double slope) {
    return this == UPWARDS ? slope > 0 : slope < 0;
  }
}
