package io.runbookmemory.guard.audit;

/** What an audit entry says of a call. */
public enum AuditDecision {
  /** Before: the caller's role lets it through. */
  ALLOWED,
  /** Before: a second person agreed. */
  APPROVED,
  /** Before: nobody else agreed, and the caller said why it could not wait. */
  BROKE_GLASS,
  /** Before: nothing is to be changed, only looked at. */
  DRY_RUN,
  /** Nothing ran: a second person has to agree first. */
  APPROVAL_REQUIRED,
  /** Nothing ran: a rule forbids it. */
  REFUSED,
  /** After: the tool did it. */
  SUCCEEDED,
  /** After: the tool looked and found nothing. */
  NO_DATA,
  /** After: the tool could not do it. */
  FAILED,
  /** After: the deadline passed, and nobody knows whether it was done. */
  TIMED_OUT,
  /** A second person agreed to a call. */
  APPROVAL_GRANTED,
  /** A second person declined a call. */
  APPROVAL_DECLINED,
  /** Somebody wrote down what a call that broke the glass was about. */
  ANNOTATED;

  /**
   * Returns whether an entry with this decision stands before a call that runs.
   *
   * @return true if an entry after it is due
   */
  public boolean opens() {
    return switch (this) {
      case ALLOWED, APPROVED, BROKE_GLASS, DRY_RUN -> true;
      case APPROVAL_REQUIRED,
          REFUSED,
          SUCCEEDED,
          NO_DATA,
          FAILED,
          TIMED_OUT,
          APPROVAL_GRANTED,
          APPROVAL_DECLINED,
          ANNOTATED ->
          false;
    };
  }
}
