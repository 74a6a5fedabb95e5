package io.runbookmemory.slo;

import io.runbookmemory.slo.BurnRateProfile.Arithmetic;
import io.runbookmemory.slo.Classification.PairAssessment;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one pair of windows says, from counts alone; {@link BurnRateClassifier} states the rule.
 * Immutable, allocates nothing on the way to the common answer.
 */
final class PairRule {

  /** Beyond this relative distance from the threshold, binary fractions decide as decimals do. */
  private static final double CLEAR = 1e-9;

  /** A ticket takes what ten times as often is chance: it wakes nobody. */
  private static final double TICKETS_CHANCE = 10;

  /** The burn that the slowest page answers for, over its factor: 8 for 6. */
  static final double ANSWERED = 4 / 3.0;

  /** How often at most a window of such a burn may show too few failures to page. */
  private static final double MISSED = 1e-3;

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
  private final double maxChance;
  private final boolean answers;

  PairRule(BurnRateWindow pair, Verdict severity, Slo slo, BurnRatePolicy policy) {
    this.pair = pair;
    this.severity = severity;
    this.policy = policy;
    this.budget = slo.budget();
    this.allowedShare = budget.doubleValue();
    this.threshold = pair.threshold(slo);
    this.nearThreshold = policy.arithmetic().threshold(pair, slo);
    double hours = (double) pair.longWindow().toNanos() / Duration.ofHours(1).toNanos();
    this.maxChance = policy.maxChance() < 1 ? policy.maxChance() * hours : 1;
    this.answers =
        policy.maxChance() < 1
            && severity == Verdict.PAGE
            && policy.pages().stream().noneMatch(page -> page.factor() < pair.factor());
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
    if (longBurns == Burns.NO && shortBurns == Burns.YES && mayBeAnswered(longer)) {
      longBurns = Burns.YES;
    }
    if (longBurns == Burns.NO || shortBurns == Burns.NO) {
      return BurnReason.WITHIN_BUDGET;
    }
    if (longBurns == Burns.OPEN || shortBurns == Burns.OPEN) {
      return BurnReason.WARMING_UP;
    }
    return byEvidence(longer);
  }

  private BurnReason byEvidence(Counts window) {
    if (window.bad() < policy.minBadEvents()) {
      return BurnReason.INSUFFICIENT_EVENTS;
    }
    if (maxChance >= 1) {
      return BurnReason.BURNING;
    }
    double chance = Chance.ofAtLeast(window.bad(), window.total() * allowedShare);
    if (chance <= maxChance) {
      return BurnReason.BURNING;
    }
    if (chance > TICKETS_CHANCE * maxChance) {
      return BurnReason.INSUFFICIENT_EVENTS;
    }
    if (severity == Verdict.TICKET) {
      return BurnReason.BURNING;
    }
    return pair.sustained().isZero() ? BurnReason.DOUBTFUL : BurnReason.INSUFFICIENT_EVENTS;
  }

  /**
   * Whether a window that does not burn by its ratio may yet be one of the burn that this pair
   * answers for: so few requests do not tell 6 from 8. With more of them this is never so.
   */
  private boolean mayBeAnswered(Counts window) {
    return answers
        && window.coverage() >= policy.minCoverage()
        && Chance.ofAtMost(window.bad(), ANSWERED * nearThreshold * window.total()) > MISSED;
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
}
