package io.runbookmemory.tool;

import java.time.Duration;
import java.time.Instant;

/**
 * One call as it reaches a tool.
 *
 * @param callId names the call in the audit log; a tool that can be asked twice for one thing hands
 *     it on as the idempotency key
 * @param caller who asked, for what the tool writes under a name
 * @param arguments one JSON object that fits the contract's input schema
 * @param at when it was asked for
 * @param deadline until when there must be an answer
 */
public record ToolInvocation(
    String callId, String caller, String arguments, Instant at, Instant deadline) {

  /**
   * Returns how long the call may take from its beginning.
   *
   * @return the deadline's distance, not negative
   */
  public Duration timeout() {
    Duration left = Duration.between(at, deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
