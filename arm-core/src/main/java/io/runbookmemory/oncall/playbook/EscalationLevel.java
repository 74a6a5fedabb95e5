package io.runbookmemory.oncall.playbook;

import java.time.Duration;

/**
 * Whom to tell when it takes too long.
 *
 * @param after how long it has been going on, more than 0
 * @param channel where to tell, not blank
 */
public record EscalationLevel(Duration after, String channel) {

  /** Checks the rules. */
  public EscalationLevel {
    if (!after.isPositive()) {
      throw new IllegalArgumentException("an escalation's delay must be more than 0, got " + after);
    }
    if (channel.isBlank()) {
      throw new IllegalArgumentException("an escalation's channel must not be blank");
    }
  }
}
