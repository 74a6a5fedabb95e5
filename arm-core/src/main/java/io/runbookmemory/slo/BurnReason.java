package io.runbookmemory.slo;

/**
 * Why one pair of windows fires or does not. Every pair has exactly one reason; the constants stand
 * in the order in which a person wants to hear them.
 */
public enum BurnReason {
  /** Both windows burn faster than the pair's factor: the pair fires. */
  BURNING,
  /** Both windows burn, but not yet for as long as the pair asks. */
  PENDING,
  /** Both windows burn, as they do at this hour on most days; a page is lowered to a ticket. */
  INSIDE_BAND,
  /**
   * Both windows burn, on failures that are hardly chance, but not so hardly that anybody should
   * wake: a page is lowered to a ticket.
   */
  DOUBTFUL,
  /**
   * Nothing burns any more, and the verdict stays for the policy's time of quiet, or for evidence.
   */
  HELD,
  /** What the verdict rests on is not measured any more, so that it stays. */
  FROZEN,
  /** The short window holds no sample: the measuring has stopped, or has not begun. */
  NO_DATA,
  /** The short window holds samples and every one of them counts no request. */
  NO_TRAFFIC,
  /**
   * Both windows burn, but on fewer failed requests than the policy asks for, or on so few that
   * they may be chance.
   */
  INSUFFICIENT_EVENTS,
  /**
   * A window is covered less than the policy asks for, because the series is young or has gaps, and
   * what was not seen could turn the decision.
   */
  WARMING_UP,
  /** At least one of the two windows burns no faster than the pair's factor. */
  WITHIN_BUDGET
}
