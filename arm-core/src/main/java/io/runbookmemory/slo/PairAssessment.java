package io.runbookmemory.slo;

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
   * @return its severity where it burns, TICKET where it burns as usual, else LOG
   */
  public Verdict verdict() {
    return verdict(severity, reason);
  }

  static Verdict verdict(Verdict severity, BurnReason reason) {
    return switch (reason) {
      case BURNING -> severity;
      case INSIDE_BAND -> Verdict.TICKET;
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
   * @return at least 0 and finite; above 1 where both windows burn
   */
  public double heat() {
    return Math.min(longBurn.value(), shortBurn.value()) / pair.factor();
  }
}
