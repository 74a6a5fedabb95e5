package io.runbookmemory.slo;

import io.runbookmemory.slo.VerdictKeeper.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One verdict with all of its evidence: the pair that decided, every window's burn rate, counts and
 * coverage, why each pair fires or does not, and what is left of the budget. No number in it is
 * ever NaN or infinite. Immutable and thread-safe.
 */
public final class Classification {

  private final Slo slo;
  private final BurnRatePolicy policy;
  private final Instant at;
  private final List<PairAssessment> pairs;
  private final PairAssessment decidedBy;
  private final ErrorBudget budget;
  private final @Nullable Kept kept;

  Classification(
      Slo slo, BurnRatePolicy policy, Instant at, List<PairAssessment> pairs, ErrorBudget budget) {
    this.slo = slo;
    this.policy = policy;
    this.at = at;
    this.pairs = List.copyOf(pairs);
    this.kept = null;
    this.decidedBy = decide(this.pairs);
    this.budget = budget;
  }

  private Classification(Classification now, Kept kept) {
    this.slo = now.slo;
    this.policy = now.policy;
    this.at = now.at;
    this.pairs = now.pairs;
    this.kept = kept;
    this.decidedBy = pairs.get(kept.pair());
    this.budget = now.budget;
  }

  Classification keeping(@Nullable Kept verdict) {
    return verdict == null ? this : new Classification(this, verdict);
  }

  /** Of the pairs that ask for most this takes the first, which is the quickest. */
  private static PairAssessment decide(List<PairAssessment> pairs) {
    return pairs.stream()
        .filter(PairAssessment::fires)
        .min(Comparator.comparing(PairAssessment::verdict))
        .orElseGet(() -> hottest(pairs));
  }

  private static PairAssessment hottest(List<PairAssessment> pairs) {
    // Of equals this keeps the first, which is the quickest pair.
    return Collections.max(pairs, Comparator.comparingDouble(PairAssessment::heat));
  }

  /**
   * Returns what to do.
   *
   * @return exactly one of PAGE, TICKET and LOG
   */
  public Verdict verdict() {
    return kept == null ? decidedBy.verdict() : kept.verdict();
  }

  /**
   * Returns the pair that decided: the first that fires, pages before tickets; for LOG the hottest,
   * which is the one that is nearest to firing.
   *
   * @return one of {@link #pairs}
   */
  public PairAssessment decidedBy() {
    return decidedBy;
  }

  /**
   * Returns why the verdict stays although nothing fires for it any more.
   *
   * @return {@link BurnReason#HELD}, {@link BurnReason#FROZEN}, or empty for a verdict of now
   */
  public Optional<BurnReason> kept() {
    return Optional.ofNullable(kept).map(Kept::reason);
  }

  /**
   * Returns what every pair says.
   *
   * @return pages first, each in the policy's order
   */
  public List<PairAssessment> pairs() {
    return pairs;
  }

  /**
   * Returns the reasons of all pairs. A LOG for want of data is told from a healthy one by this.
   *
   * @return at least one, in the order of the enum
   */
  public Set<BurnReason> reasons() {
    EnumSet<BurnReason> reasons = EnumSet.noneOf(BurnReason.class);
    pairs.forEach(pair -> reasons.add(pair.reason()));
    if (kept != null) {
      reasons.add(kept.reason());
    }
    return Collections.unmodifiableSet(reasons);
  }

  /**
   * Returns what the period has spent of the error budget.
   *
   * @return the budget at {@link #at}
   */
  public ErrorBudget budget() {
    return budget;
  }

  /**
   * Returns how long the rest of the budget lasts at the current burn rate, which is that of the
   * short window of the pair that decided.
   *
   * @return zero where nothing is left; empty where it lasts for ever at this rate
   */
  public Optional<Duration> projectedExhaustion() {
    return budget.exhaustedIn(decidedBy.shortBurn().value());
  }

  /**
   * Returns the objective.
   *
   * @return as given to the classifier
   */
  public Slo slo() {
    return slo;
  }

  /**
   * Returns the policy.
   *
   * @return as given to the classifier
   */
  public BurnRatePolicy policy() {
    return policy;
  }

  /**
   * Returns when: the end of every window.
   *
   * @return the instant that was asked about
   */
  public Instant at() {
    return at;
  }

  /**
   * Returns the verdict as a sentence for people. For reading only: its wording may change.
   *
   * @return such as {@code PAGE: 1h burns 33.9x and 5m burns 100x the budget, both over 14.4x; 61
   *     of 1800 requests failed in 1h; …}
   */
  public String summary() {
    return ClassificationText.of(this);
  }

  /** Returns {@link #summary}. */
  @Override
  public String toString() {
    return summary();
  }

  /**
   * What one pair of windows says at one instant.
   *
   * @param pair the windows and their factor
   * @param severity what the pair asks for when it fires: PAGE or TICKET
   * @param longBurn the long window's burn rate and counts
   * @param shortBurn the short window's burn rate and counts
   * @param reason why the pair fires or does not
   */
  public record PairAssessment(
      BurnRateWindow pair,
      Verdict severity,
      BurnRate longBurn,
      BurnRate shortBurn,
      BurnReason reason) {

    /** Checks the rules. */
    public PairAssessment {
      if (severity == Verdict.LOG) {
        throw new IllegalArgumentException("a pair's severity must be PAGE or TICKET, got LOG");
      }
    }

    /**
     * Returns what the pair asks for.
     *
     * @return its severity where it burns, TICKET where it burns as usual or in doubt, else LOG
     */
    public Verdict verdict() {
      return verdict(severity, reason);
    }

    static Verdict verdict(Verdict severity, BurnReason reason) {
      return switch (reason) {
        case BURNING -> severity;
        case INSIDE_BAND, DOUBTFUL -> Verdict.TICKET;
        case PENDING,
            NO_DATA,
            NO_TRAFFIC,
            INSUFFICIENT_EVENTS,
            WARMING_UP,
            WITHIN_BUDGET,
            HELD,
            FROZEN ->
            Verdict.LOG;
      };
    }

    /**
     * Returns whether the pair asks for anybody.
     *
     * @return true where its verdict is PAGE or TICKET
     */
    public boolean fires() {
      return verdict() != Verdict.LOG;
    }

    /**
     * Returns how near the pair is to firing: the lower of its two burn rates / factor.
     *
     * @return at least 0 and finite; above 1 where both windows burn by their ratios
     */
    public double heat() {
      return Math.min(longBurn.value(), shortBurn.value()) / pair.factor();
    }
  }
}
