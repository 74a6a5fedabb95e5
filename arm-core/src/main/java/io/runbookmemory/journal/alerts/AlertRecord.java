package io.runbookmemory.journal.alerts;

import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.slo.Verdict;
import java.time.Instant;

/**
 * One report of an alert and what became of it.
 *
 * @param at when it was reported
 * @param alert which alert
 * @param place where
 * @param urgency what it asked for
 * @param fate what became of it
 */
public record AlertRecord(Instant at, AlertName alert, Place place, Verdict urgency, Fate fate) {

  /**
   * Returns whether somebody was woken.
   *
   * @return true for a page of which somebody was told
   */
  public boolean wakes() {
    return urgency == Verdict.PAGE && (fate == Fate.NOTIFIED || fate == Fate.REMINDED);
  }
}
