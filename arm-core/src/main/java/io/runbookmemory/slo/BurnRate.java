package io.runbookmemory.slo;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How many times faster than allowed the budget was spent in one window: error ratio / (1 -
 * objective). At 1 the budget lasts exactly the period; a total outage of a 99.9 % objective burns
 * 1000.
 *
 * @param window the counts that it was computed from
 * @param value at least 0 and finite; 0 where there was no request
 */
public record BurnRate(SliWindow window, double value) {

  /** Checks the rules. */
  public BurnRate {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a burn rate must be at least 0 and finite, got " + value);
    }
  }

  static BurnRate of(SliWindow window, BigDecimal budget) {
    if (window.total() == 0) {
      return new BurnRate(window, 0);
    }
    // Divided once, at the end: 0.0144 / 0.001 is 14.4 in decimals and 14.399999999999999 in
    // binary.
    BigDecimal allowed = budget.multiply(BigDecimal.valueOf(window.total()));
    return new BurnRate(
        window,
        BigDecimal.valueOf(window.bad()).divide(allowed, MathContext.DECIMAL64).doubleValue());
  }
}
