package io.runbookmemory.slo;

import io.runbookmemory.slo.Classification.PairAssessment;
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
 *       failed requests that are too few, or that chance explains: INSUFFICIENT_EVENTS, or DOUBTFUL
 *       where it hardly does. Both burn, but not for as long as the pair asks: PENDING. Otherwise
 *       the pair fires.
 * </ol>
 *
 * <p>A pair that pages beats every pair that opens a ticket, which is what the workbook leaves to
 * the operator. What a verdict owes to those before it, hold and freeze, is {@link
 * BurnRateMonitor}'s.
 */
public final class BurnRateClassifier {

  private final Slo slo;
  private final BurnRatePolicy policy;
  private final List<PairRule> rules;

  /**
   * Creates a classifier.
   *
   * @param slo the objective
   * @param policy the pairs; {@link BurnRatePolicy#feasibleFor} drops those that cannot fire
   * @throws IllegalArgumentException if a pair cannot fire for this objective, or is longer than
   *     its period
   */
  public BurnRateClassifier(Slo slo, BurnRatePolicy policy) {
    this.slo = slo;
    this.policy = policy;
    this.rules = PairRule.all(slo, policy);
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
    for (PairRule rule : rules) {
      SliWindow longWindow = series.window(at, rule.pair().longWindow());
      SliWindow shortWindow = series.window(at, rule.pair().shortWindow());
      BurnReason reason = rule.judge(longWindow, shortWindow);
      boolean early = reason == BurnReason.BURNING && !burnedThroughout(rule, series, at);
      pairs.add(rule.assess(longWindow, shortWindow, early ? BurnReason.PENDING : reason));
    }
    return new Classification(slo, policy, at, pairs, ErrorBudget.of(slo, series, at));
  }

  /** Whether a pair burns at every step of the time that it must. */
  private static boolean burnedThroughout(PairRule rule, SliSeries series, Instant at) {
    Instant since = at.minus(rule.pair().sustained());
    for (Instant t = at; !t.isBefore(since); t = t.minus(series.step())) {
      SliWindow longWindow = series.window(t, rule.pair().longWindow());
      SliWindow shortWindow = series.window(t, rule.pair().shortWindow());
      if (rule.judge(longWindow, shortWindow) != BurnReason.BURNING) {
        return false;
      }
    }
    return true;
  }
}
