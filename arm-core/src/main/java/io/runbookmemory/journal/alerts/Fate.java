package io.runbookmemory.journal.alerts;

/** What became of an alert. */
public enum Fate {
  /** Somebody was told. */
  NOTIFIED,
  /** Somebody was told once more, for it fired on. */
  REMINDED,
  /** It was told already: the same alert, or one of its group. */
  FOLDED,
  /** A page of its group was out. */
  INHIBITED,
  /** Somebody had silenced it. */
  SILENCED,
  /** It was worth a line in a log. */
  LOGGED,
  /** It fires no more. */
  ENDED
}
