package io.runbookmemory.slo;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * A pair of windows and the burn rate that both must exceed. The long window says that the loss is
 * worth a person's time, the short one that it is still going on, so that the alert clears soon
 * after the end.
 *
 * @param longWindow longer than {@code shortWindow}, at most 366 days
 * @param shortWindow positive; the workbook takes a twelfth of the long one
 * @param factor the burn rate to exceed, above 0 and finite; it counts as the decimal number that
 *     it prints as, so that 14.4 is exactly 14.4
 * @param sustained how long both must exceed it before the pair fires, zero for at once: the {@code
 *     for} of a Prometheus rule. The workbook advises against it (table 5-3), Pyrra uses it
 */
public record BurnRateWindow(
    Duration longWindow, Duration shortWindow, double factor, Duration sustained) {

  /** Checks the rules. */
  public BurnRateWindow {
    Times.checked("longWindow", longWindow);
    Times.checked("shortWindow", shortWindow);
    if (shortWindow.compareTo(longWindow) >= 0) {
      throw new IllegalArgumentException(
          "shortWindow must be shorter than longWindow, got " + shortWindow + " and " + longWindow);
    }
    if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("factor must be above 0 and finite, got " + factor);
    }
    if (sustained.isNegative() || sustained.compareTo(longWindow) > 0) {
      throw new IllegalArgumentException(
          "sustained must be at least zero and at most longWindow, got " + sustained);
    }
  }

  /**
   * Creates a pair that fires at once.
   *
   * @param longWindow longer than {@code shortWindow}, at most 366 days
   * @param shortWindow positive
   * @param factor the burn rate to exceed, above 0 and finite
   */
  public BurnRateWindow(Duration longWindow, Duration shortWindow, double factor) {
    this(longWindow, shortWindow, factor, Duration.ZERO);
  }

  /**
   * Returns whether the pair can fire at all: a total outage burns 1 / budget, and the factor must
   * lie below that. Factor 14.4 asks for an objective above 93.06 %, 6 for one above 83.33 %.
   *
   * @param slo the objective
   * @return false if not even a total outage fires
   */
  public boolean canFireFor(Slo slo) {
    return threshold(slo).compareTo(BigDecimal.ONE) < 0;
  }

  /** Returns the error ratio that both windows must exceed, exactly. */
  BigDecimal threshold(Slo slo) {
    return BigDecimal.valueOf(factor).multiply(slo.budget());
  }

  /** Returns the pair as people write it: {@code 1h/5m over 14.4x}. */
  @Override
  public String toString() {
    return label() + " over " + ClassificationText.rate(factor);
  }

  String label() {
    return Times.text(longWindow) + "/" + Times.text(shortWindow);
  }
}
