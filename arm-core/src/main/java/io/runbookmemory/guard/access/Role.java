package io.runbookmemory.guard.access;

/** What somebody may be to a service; each may do what those before it may. */
public enum Role {
  /** Looks. */
  VIEWER,

  /** Is on call: looks, and changes what can be put back. */
  RESPONDER,

  /** Answers for the service: also agrees to what cannot be put back. */
  ADMIN;

  /**
   * Returns whether this role may do what another may.
   *
   * @param other the other
   * @return true for itself
   */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
