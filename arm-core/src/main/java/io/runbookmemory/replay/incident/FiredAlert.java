package io.runbookmemory.replay.incident;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.slo.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it fired.
 *
 * @param alert the alert; {@code startsAt} is when it fired
 * @param resolvedAt when it was resolved, or null if it was not within the incident's window
 * @param urgency what it did to people then: PAGE woke somebody
 */
public record FiredAlert(Alert alert, @Nullable Instant resolvedAt, Verdict urgency) {

  /**
   * Returns when it fired.
   *
   * @return {@code startsAt} of the alert
   */
  public Instant firedAt() {
    return alert.startsAt();
  }
}
