package io.runbookmemory.journal.alerts;

/** What to do about an alert that nobody needs as it is. */
public enum Advice {
  /** Leave it: people act on it, or too little is known. */
  KEEP,
  /** Let it fire later: most of the time it ends by itself, and soon. */
  WAIT_LONGER,
  /** Let it wake nobody: people act on it, but seldom, or it can wait. */
  TICKET,
  /** Delete it: nobody ever does anything. */
  DELETE
}
