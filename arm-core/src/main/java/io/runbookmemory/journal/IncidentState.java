package io.runbookmemory.journal;

/** How far an incident has come. */
public enum IncidentState {
  /** The harm goes on, as far as anybody said. */
  OPEN,
  /** The harm stopped; the cause may remain. */
  MITIGATED,
  /** It is over. */
  RESOLVED;

  /**
   * Returns whether somebody still has to do with it.
   *
   * @return true unless {@link #RESOLVED}
   */
  public boolean isOpen() {
    return this != RESOLVED;
  }
}
