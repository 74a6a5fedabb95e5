package io.runbookmemory.remember.consolidate;

import java.time.Duration;

/** When reports are taken for those of one incident. Immutable, thread-safe. */
public final class ConsolidationPolicy {

  /** Reports at most 24 hours apart. */
  public static final ConsolidationPolicy DEFAULT = new ConsolidationPolicy(Duration.ofHours(24));

  /** Every report is a memory of its own. */
  public static final ConsolidationPolicy OFF = new ConsolidationPolicy(Duration.ZERO);

  private final Duration window;

  private ConsolidationPolicy(Duration window) {
    this.window = window;
  }

  /**
   * Returns the policy that joins reports which are close in time.
   *
   * @param window how far apart they may be, positive
   * @return a policy
   */
  public static ConsolidationPolicy within(Duration window) {
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("the window must be longer than nothing, got " + window);
    }
    return new ConsolidationPolicy(window);
  }

  /**
   * Returns how far apart reports of one incident may be.
   *
   * @return zero if none are joined
   */
  public Duration window() {
    return window;
  }
}
