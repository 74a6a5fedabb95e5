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
   * Returns whether the pair fires.
   *
   * @return true where the reason is {@link BurnReason#BURNING}
   */
  public boolean fires() {
    return reason == BurnReason.BURNING;
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
