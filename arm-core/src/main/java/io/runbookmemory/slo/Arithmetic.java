package io.runbookmemory.slo;

/**
 * How an error ratio is compared with its threshold, factor x budget. They differ for ratios
 * exactly at it, and nowhere else: 0.0144 is not over 14.4 x 0.001.
 */
public enum Arithmetic {
  /** In decimals, exactly. */
  DECIMAL,
  /**
   * In binary fractions with the budget {@code (100 - percent) / 100}, as rules of Sloth have it:
   * 0.0009999999999999432 for 99.9 %, so that 0.0144 is over.
   */
  BINARY_PERCENT,
  /**
   * In binary fractions with the budget {@code 1 - objective}, as rules of Pyrra have it:
   * 0.0010000000000000009 for 99.9 %, so that 0.0144 is not over.
   */
  BINARY_SHARE;

  /** Returns the threshold in binary fractions; of decimals the nearest one. */
  double threshold(BurnRateWindow pair, Slo slo) {
    return switch (this) {
      case DECIMAL -> pair.threshold(slo).doubleValue();
      case BINARY_PERCENT ->
          pair.factor() * ((100 - slo.objective().movePointRight(2).doubleValue()) / 100);
      case BINARY_SHARE -> pair.factor() * (1 - slo.objective().doubleValue());
    };
  }
}
