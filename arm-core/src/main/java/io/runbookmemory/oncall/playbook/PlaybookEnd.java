package io.runbookmemory.oncall.playbook;

import java.time.Instant;

/** How a run ended. Only {@link Completed} says that the playbook did what it is for. */
public sealed interface PlaybookEnd {

  /** All actions were looked at, and all could be called; nothing was changed. */
  record Previewed() implements PlaybookEnd {}

  /**
   * The trigger's conditions do not hold; nothing was called.
   *
   * @param why the first that does not
   */
  record NotDue(String why) implements PlaybookEnd {}

  /**
   * Another run of the playbook on the same service and environment is under way; nothing was
   * called.
   *
   * @param owner who runs it, as they called themselves
   * @param until when their lease is over unless they renew it
   */
  record Busy(String owner, Instant until) implements PlaybookEnd {}

  /** Every action was done or passed over. That it helped is for somebody to say. */
  record Completed() implements PlaybookEnd {}

  /**
   * A second person has to agree to the next action. Go on with {@link PlaybookRunner#resumeFrom},
   * or end it with {@link PlaybookRunner#giveUp}.
   *
   * @param action which waits
   * @param requestId what they agree to
   * @param summary the call in words, for them to read
   * @param expires until when they may
   */
  record WaitsForApproval(String action, String requestId, String summary, Instant expires)
      implements PlaybookEnd {}

  /**
   * It stopped before its end.
   *
   * @param action where; {@code trigger} or {@code rollback} for a condition of these
   * @param why what went wrong, and what to do about it
   * @param left what is left of what was done
   */
  record Stopped(String action, String why, Left left) implements PlaybookEnd {}

  /** What is left of what a run did, when it stopped. */
  enum Left {
    /** Nothing was changed, or all that was is put back. */
    NOTHING,
    /** Some of what was changed is put back; the steps say what is not. */
    SOME,
    /** Nothing of what was changed is put back. */
    ALL,
    /**
     * Whether the last action did anything is not known: look before going on. The steps say what
     * became of the others.
     */
    UNKNOWN
  }
}
