package io.runbookmemory.journal;

/**
 * What came of an alert that was reported.
 *
 * @param incident the one that it belongs to, as it is now
 * @param how whether that is new
 */
public record Opening(JournalIncident incident, How how) {

  /**
   * Returns the same of a later look at the incident.
   *
   * @param now the incident
   * @return as new as before
   */
  public Opening of(JournalIncident now) {
    return new Opening(now, how);
  }

  /** Whether an incident is new. */
  public enum How {
    /** It was opened. */
    NEW,
    /** It is known; the alert was written down unless that is known too. */
    KNOWN,
    /** It was over, and was taken up again. */
    AGAIN
  }
}
