package io.runbookmemory.slo;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one pair of windows says, from counts alone; {@link BurnRateClassifier} states the rule.
 * Immutable, allocates nothing on the way to the common answer.
 */
final class PairRule {

  /** Beyond this relative distance from the threshold, binary fractions decide as decimals do. */
  private static final double CLEAR = 1e-9;

  private enum Burns {
    YES,
    NO,
    OPEN
  }

  private final BurnRateWindow pair;
  private final Verdict severity;
  private final BurnRatePolicy policy;
  private final BigDecimal budget;
  private final double allowedShare;
  private final BigDecimal threshold;
  private final double nearThreshold;

  PairRule(BurnRateWindow pair, Verdict severity, Slo slo, BurnRatePolicy policy) {
    this.pair = pair;
    this.severity = severity;
    this.policy = policy;
    this.budget = slo.budget();
    this.allowedShare = budget.doubleValue();
    this.threshold = pair.threshold(slo);
    this.nearThreshold = policy.arithmetic().threshold(pair, slo);
  }

  /**
   * Returns the rules of all pairs, pages first.
   *
   * @throws IllegalArgumentException if a pair cannot fire for this objective, or is longer than
   *     its period
   */
  static List<PairRule> all(Slo slo, BurnRatePolicy policy) {
    policy.pairs().forEach(pair -> check(slo, pair));
    return Stream.concat(
            policy.pages().stream().map(pair -> new PairRule(pair, Verdict.PAGE, slo, policy)),
            policy.tickets().stream().map(pair -> new PairRule(pair, Verdict.TICKET, slo, policy)))
        .toList();
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

  BurnRateWindow pair() {
    return pair;
  }

  Verdict severity() {
    return severity;
  }

  PairAssessment assess(SliWindow longer, SliWindow shorter, BurnReason reason) {
    return new PairAssessment(
        pair, severity, BurnRate.of(longer, budget), BurnRate.of(shorter, budget), reason);
  }

  BurnReason judge(Counts longer, Counts shorter) {
    if (shorter.samples() == 0) {
      return BurnReason.NO_DATA;
    }
    if (shorter.total() == 0) {
      return BurnReason.NO_TRAFFIC;
    }
    Burns longBurns = burns(longer);
    Burns shortBurns = burns(shorter);
    if (longBurns == Burns.NO || shortBurns == Burns.NO) {
      return BurnReason.WITHIN_BUDGET;
    }
    if (longBurns == Burns.OPEN || shortBurns == Burns.OPEN) {
      return BurnReason.WARMING_UP;
    }
    return isEvidence(longer) ? BurnReason.BURNING : BurnReason.INSUFFICIENT_EVENTS;
  }

  private boolean isEvidence(Counts window) {
    return window.bad() >= policy.minBadEvents()
        && (policy.maxChance() >= 1
            || Chance.ofAtLeast(window.bad(), window.total() * allowedShare) <= policy.maxChance());
  }

  private Burns burns(Counts window) {
    boolean covered = window.coverage() >= policy.minCoverage();
    double seen = covered ? window.bad() : window.bad() * window.coverage();
    if (policy.arithmetic() != Arithmetic.DECIMAL) {
      return seen / window.total() > nearThreshold ? Burns.YES : covered ? Burns.NO : Burns.OPEN;
    }
    double allowed = nearThreshold * window.total();
    boolean over =
        Math.abs(seen - allowed) > CLEAR * (seen + allowed)
            ? seen > allowed
            : exactlyOver(window, covered);
    return over ? Burns.YES : covered ? Burns.NO : Burns.OPEN;
  }

  private boolean exactlyOver(Counts window, boolean covered) {
    BigDecimal bad = BigDecimal.valueOf(window.bad());
    BigDecimal seen = covered ? bad : bad.multiply(new BigDecimal(window.coverage()));
    return seen.compareTo(threshold.multiply(BigDecimal.valueOf(window.total()))) > 0;
  }
}
