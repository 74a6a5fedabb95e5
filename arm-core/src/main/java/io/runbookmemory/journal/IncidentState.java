package io.runbookmemory.journal;

/** How far an incident has come. */
public enum IncidentState {
  /** The harm goes on, as far as anybody said. */
  OPEN,
  /** The harm stopped; the cause may remain. */
  MITIGATED,
  /** It is over. */
  RESOLVED,
  /** It is over, and nobody said since when. */
  ABANDONED;

  /**
   * Returns whether somebody still has to do with it.
   *
   * @return true unless {@link #RESOLVED} or {@link #ABANDONED}
   */
  public boolean isOpen() {
    return this == OPEN || this == MITIGATED;
  }
}
