package io.runbookmemory.slo;

import io.runbookmemory.slo.BurnRateProfile.Arithmetic;
import io.runbookmemory.slo.Classification.PairAssessment;
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

  /** What one window has seen: of a series that is at hand, or of one that comes in. */
  interface Counts {

    /** Returns how many requests failed, at least 0. */
    long bad();

    /** Returns how many requests there were, at least 0. */
    long total();

    /** Returns how many samples lie in the window, at least 0. */
    int samples();

    /** Returns how much of the window was measured, in [0, 1]. */
    double coverage();
  }

  /** The tail of the Poisson distribution: how likely so many failures are by chance. */
  static final class Chance {

    private Chance() {}

    /**
     * Returns the probability of at least so many events where some number is expected: {@code 1 -
     * sum over i < count of e^-expected expected^i / i!}. What is smaller than 1e-12 comes out as
     * about that.
     *
     * @param count how many there were, at least 0
     * @param expected how many there would be on average, at least 0 and finite
     * @return in [0, 1]
     */
    static double ofAtLeast(long count, double expected) {
      if (count <= expected) {
        return 1; // at least about a half; nobody asks how much
      }
      // Summed from the top: the terms from count on, each a fraction of the one before it.
      double term = Math.exp(count * Math.log(expected) - expected - logFactorial(count));
      double sum = 0;
      for (long i = count; term > sum * 1e-12 && term > 0; i++) {
        sum += term;
        term *= expected / (i + 1);
      }
      return Math.min(1, sum);
    }

    /** Stirling's series, whose error is below 1e-7 from 2 on; exact below that. */
    private static double logFactorial(long n) {
      if (n < 2) {
        return 0;
      }
      double x = n + 1.0;
      return (x - 0.5) * Math.log(x)
          - x
          + 0.5 * Math.log(2 * Math.PI)
          + 1 / (12 * x)
          - 1 / (360 * x * x * x);
    }
  }
}
