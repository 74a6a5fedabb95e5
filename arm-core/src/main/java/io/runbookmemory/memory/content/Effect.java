package io.runbookmemory.memory.content;

/**
 * What an action did. Mitigated and resolved are different words in incident response: a mitigation
 * stops the harm, a resolution removes the cause.
 */
public enum Effect {
  /** The cause is gone. */
  RESOLVED,
  /** The harm stopped, the cause may remain. */
  MITIGATED,
  /** Nothing changed. */
  NO_EFFECT,
  /** It got worse. */
  WORSENED;

  /**
   * Returns whether the action helped.
   *
   * @return true for {@link #RESOLVED} and {@link #MITIGATED}
   */
  public boolean helped() {
    return this == RESOLVED || this == MITIGATED;
  }
}
