package io.runbookmemory.oncall.noise;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.slo.Verdict;
import java.time.Instant;

/**
 * An alert and what became of it: one line of the record, whether or not anybody was told.
 *
 * @param alert the alert
 * @param urgency what it asked for
 * @param at when it was told of
 * @param treatment what became of it
 */
public record Handled(Alert alert, Verdict urgency, Instant at, Treatment treatment) {

  /**
   * Returns whether somebody is woken.
   *
   * @return true for a page that is notified
   */
  public boolean wakes() {
    return urgency == Verdict.PAGE && treatment instanceof Treatment.Notified;
  }
}
