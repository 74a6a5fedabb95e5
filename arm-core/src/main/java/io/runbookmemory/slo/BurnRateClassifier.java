package io.runbookmemory.slo;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The multiwindow, multi-burn-rate rule of the Site Reliability Workbook, chapter 5, as a pure
 * function: from counts to exactly one of PAGE, TICKET and LOG. Immutable and thread-safe.
 *
 * <p>One pair of windows is judged in this order:
 *
 * <ol>
 *   <li>No sample in the short window: NO_DATA. Samples, but no request: NO_TRAFFIC.
 *   <li>A window burns if {@code bad > factor x (1 - objective) x total}, strictly and in exact
 *       decimals: a ratio exactly at the threshold does not burn.
 *   <li>A window that is covered less than the policy's minimum burns only if it would even were
 *       all that was not seen good, at the traffic that was seen; otherwise it is open. So a young
 *       series decides as one with a healthy past would: a total outage pages in its first minutes,
 *       and a 3-day window of one bad minute opens no ticket.
 *   <li>One window that does not burn: WITHIN_BUDGET. One that is open: WARMING_UP. Both burn on
 *       too few failed requests: INSUFFICIENT_EVENTS. Otherwise the pair fires.
 * </ol>
 *
 * <p>A pair that pages beats every pair that opens a ticket, which is what the workbook leaves to
 * the operator.
 */
public final class BurnRateClassifier {

  private enum Burns {
    YES,
    NO,
    OPEN
  }

  private final Slo slo;
  private final BurnRatePolicy policy;

  /**
   * Creates a classifier.
   *
   * @param slo the objective
   * @param policy the pairs; {@link BurnRatePolicy#feasibleFor} drops those that cannot fire
   * @throws IllegalArgumentException if a pair cannot fire for this objective, or is longer than
   *     its period
   */
  public BurnRateClassifier(Slo slo, BurnRatePolicy policy) {
    policy.pairs().forEach(pair -> check(slo, pair));
    this.slo = slo;
    this.policy = policy;
  }

  private static void check(Slo slo, BurnRateWindow pair) {
    if (!pair.canFireFor(slo)) {
      throw new IllegalArgumentException(
          "factor x (1 - objective) must be below 1, got "
              + pair.factor()
              + " x "
              + slo.budget().toPlainString()
              + " = "
              + pair.threshold(slo).stripTrailingZeros().toPlainString()
              + " for the pair "
              + pair.label()
              + ": not even a total outage would fire it");
    }
    if (pair.longWindow().compareTo(slo.period()) > 0) {
      throw new IllegalArgumentException(
          "a window must be at most the period of "
              + Times.text(slo.period())
              + ", got the pair "
              + pair.label());
    }
  }

  /**
   * Returns what to do at an instant. The windows end there: {@code (at - length, at]}.
   *
   * @param series the service's counts; may be empty
   * @param at between the years 1900 and 2200
   * @return exactly one verdict, with its evidence
   */
  public Classification classify(SliSeries series, Instant at) {
    List<PairAssessment> pairs = new ArrayList<>();
    policy.pages().forEach(pair -> pairs.add(assess(pair, Verdict.PAGE, series, at)));
    policy.tickets().forEach(pair -> pairs.add(assess(pair, Verdict.TICKET, series, at)));
    return new Classification(slo, policy, at, pairs, ErrorBudget.of(slo, series, at));
  }

  private PairAssessment assess(
      BurnRateWindow pair, Verdict severity, SliSeries series, Instant at) {
    SliWindow longWindow = series.window(at, pair.longWindow());
    SliWindow shortWindow = series.window(at, pair.shortWindow());
    return new PairAssessment(
        pair,
        severity,
        BurnRate.of(longWindow, slo.budget()),
        BurnRate.of(shortWindow, slo.budget()),
        reason(longWindow, shortWindow, pair.threshold(slo)));
  }

  private BurnReason reason(SliWindow longWindow, SliWindow shortWindow, BigDecimal threshold) {
    if (shortWindow.samples() == 0) {
      return BurnReason.NO_DATA;
    }
    if (shortWindow.total() == 0) {
      return BurnReason.NO_TRAFFIC;
    }
    Burns longBurns = burns(longWindow, threshold);
    Burns shortBurns = burns(shortWindow, threshold);
    if (longBurns == Burns.NO || shortBurns == Burns.NO) {
      return BurnReason.WITHIN_BUDGET;
    }
    if (longBurns == Burns.OPEN || shortBurns == Burns.OPEN) {
      return BurnReason.WARMING_UP;
    }
    return longWindow.bad() < policy.minBadEvents()
        ? BurnReason.INSUFFICIENT_EVENTS
        : BurnReason.BURNING;
  }

  private Burns burns(SliWindow window, BigDecimal threshold) {
    BigDecimal bad = BigDecimal.valueOf(window.bad());
    BigDecimal allowed = threshold.multiply(BigDecimal.valueOf(window.total()));
    if (window.coverage() >= policy.minCoverage()) {
      return bad.compareTo(allowed) > 0 ? Burns.YES : Burns.NO;
    }
    BigDecimal observed = BigDecimal.valueOf(window.observed().toNanos());
    BigDecimal length = BigDecimal.valueOf(window.length().toNanos());
    return bad.multiply(observed).compareTo(allowed.multiply(length)) > 0 ? Burns.YES : Burns.OPEN;
  }
}
