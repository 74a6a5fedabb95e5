package io.runbookmemory.oncall.run;

import io.runbookmemory.guard.access.Caller;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a step is to be carried out.
 *
 * @param caller in whose name
 * @param dryRun whether to look only what it would do
 * @param approval the token of a second person, or null
 * @param timeout how long to wait, more than 0
 */
public record StepOrder(
    Caller caller, boolean dryRun, @Nullable String approval, Duration timeout) {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Checks the rules. */
  public StepOrder {
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("a timeout must be more than 0, got " + timeout);
    }
  }

  /**
   * Returns the order to do it, without anybody's word.
   *
   * @param caller in whose name
   * @return half a minute at most
   */
  public static StepOrder by(Caller caller) {
    return new StepOrder(caller, false, null, TIMEOUT);
  }

  /**
   * Returns the order to look only what it would do.
   *
   * @param caller in whose name
   * @return half a minute at most
   */
  public static StepOrder preview(Caller caller) {
    return new StepOrder(caller, true, null, TIMEOUT);
  }

  /**
   * Returns this order with the word of a second person.
   *
   * @param token as the guard gave it
   * @return the same otherwise
   */
  public StepOrder approvedBy(String token) {
    return new StepOrder(caller, dryRun, token, timeout);
  }
}
