package io.runbookmemory.bench.nab;

/** What a benchmark's user minds most: NAB's three application profiles. */
public enum NabProfile {
  /** All the same. */
  STANDARD("standard", 1, 0.11),
  /** False positives cost twice as much. */
  LOW_FP("low FP", 1, 0.22),
  /** What is missed costs twice as much. */
  LOW_FN("low FN", 2, 0.11);

  private final String words;
  private final double missed;
  private final double falsePositive;

  NabProfile(String words, double missed, double falsePositive) {
    this.words = words;
    this.missed = missed;
    this.falsePositive = falsePositive;
  }

  /** Returns what a missed window costs, where a found one gives 1. */
  double missed() {
    return missed;
  }

  /** Returns what a detection far from any window costs. */
  double falsePositive() {
    return falsePositive;
  }

  @Override
  public String toString() {
    return words;
  }
}
