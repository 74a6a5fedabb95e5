package io.runbookmemory.journal;

import java.time.Duration;

/**
 * When alerts open, reopen and end incidents.
 *
 * @param reopenWithin an alert that fires again within this time after its incident was over takes
 *     that up again, instead of opening another; not negative
 * @param endWithAlerts whether an incident is over when the last of its alerts has ended and nobody
 *     said so before
 * @param abandonedAfter an incident that is not over and of which nothing was written for longer is
 *     abandoned when its alert fires anew, which opens another; positive
 */
public record JournalPolicy(Duration reopenWithin, boolean endWithAlerts, Duration abandonedAfter) {

  /**
   * Thirty minutes, six times Alertmanager's default {@code group_interval} of five, so that a
   * flapping alert stays one incident; ends with its alerts; seven days without a word, after which
   * somebody forgot to say that it is over.
   */
  public static final JournalPolicy DEFAULT =
      new JournalPolicy(Duration.ofMinutes(30), true, Duration.ofDays(7));

  /** Checks the rules. */
  public JournalPolicy {
    if (reopenWithin.isNegative()) {
      throw new IllegalArgumentException("reopenWithin must not be negative, got " + reopenWithin);
    }
    if (!abandonedAfter.isPositive()) {
      throw new IllegalArgumentException("abandonedAfter must be positive, got " + abandonedAfter);
    }
  }
}
