package io.runbookmemory.learn.upkeep.audit;

/** Something about a memory that an owner should look at, and what to do about it. */
public enum Finding {
  /** Another has the same kind, service, environment and title, or the same alert fingerprint. */
  DUPLICATE("the same as another", "compare and merge them", "arm memory duplicates"),
  /** It was not seen, verified or of help for longer than memories of its type stay right. */
  STALE("stale", "verify what is still right, let the rest go", "arm memory prune --dry-run"),
  /** A change may have made it wrong. */
  SUSPECT("suspect after a change", "have their owners look at them", "arm memory stale"),
  /** Nobody was ever shown it, in 30 days or more. */
  NEVER_RECALLED("never recalled", "see whether anybody would miss them", "arm memory get ID"),
  /** It contradicts another. */
  CONTRADICTING("contradicting another", "decide which is right", "arm memory contradictions"),
  /** Nobody approved it and it comes from outside, or it failed more often than it helped. */
  LOW_TRUST("of little trust", "verify them or forget them", "arm memory verify ID"),
  /** A runbook that names nobody who keeps it right. */
  NO_OWNER("runbooks without an owner", "add owners to their front matter", "arm ingest PATH"),
  /** A runbook that no owner verified within the term. */
  UNVERIFIED("runbooks unverified for too long", "ask their owners", "arm memory stale"),
  /** It expired: nothing finds it, and yet it is kept. */
  EXPIRED("expired", "let them go", "arm memory prune");

  private final String words;
  private final String advice;
  private final String command;

  Finding(String words, String advice, String command) {
    this.words = words;
    this.advice = advice;
    this.command = command;
  }

  /**
   * Returns what is so of the memories that were found.
   *
   * @return a few words that go after their number
   */
  public String words() {
    return words;
  }

  /**
   * Returns what to do about them.
   *
   * @return a clause without a full stop
   */
  public String advice() {
    return advice;
  }

  /**
   * Returns the command to run.
   *
   * @return as it is typed
   */
  public String command() {
    return command;
  }
}
