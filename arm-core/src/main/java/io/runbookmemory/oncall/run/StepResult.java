package io.runbookmemory.oncall.run;

import io.runbookmemory.memory.content.Effect;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a step of a run. */
public sealed interface StepResult {

  /**
   * Returns when it was.
   *
   * @return by the clock of the runs
   */
  Instant at();

  /**
   * Returns who did or said it.
   *
   * @return the caller's id
   */
  String by();

  /** How a call ended. */
  enum End {
    /** It was done, or in a dry run could be. */
    SUCCEEDED,
    /** There is nothing to see, which is an answer. */
    NO_DATA,
    /** It could not be done. */
    FAILED,
    /** The guard did not let it through. */
    REFUSED,
    /** There was no answer in time; whether it was done is not known. */
    TIMED_OUT
  }

  /**
   * A tool or playbook was called through the guard.
   *
   * @param at when it ended
   * @param by in whose name
   * @param dryRun whether nothing was changed
   * @param end how it ended
   * @param words what came back, or why nothing did; cut where it is long
   */
  record Called(Instant at, String by, boolean dryRun, End end, String words)
      implements StepResult {}

  /**
   * A second person has to agree first; nothing was done.
   *
   * @param at when it was asked for
   * @param by who asked
   * @param requestId what they agree to
   * @param summary the call in words, for them to read
   * @param expires until when they may
   */
  record Waits(Instant at, String by, String requestId, String summary, Instant expires)
      implements StepResult {}

  /**
   * A second person agreed; nothing was done yet. Who asked makes the call, once.
   *
   * @param at when
   * @param by who agreed
   * @param requester who asked, and alone may make the call
   * @param token what the call is made with: good for that call of that caller, once
   * @param expires until when
   */
  record Approved(Instant at, String by, String requester, String token, Instant expires)
      implements StepResult {}

  /**
   * Somebody says that it was done.
   *
   * @param at when
   * @param by who
   * @param effect what it did; null where that is not known
   * @param approvedBy who agreed to it; null where nobody had to
   * @param note what was observed, possibly empty
   */
  record Done(
      Instant at, String by, @Nullable Effect effect, @Nullable String approvedBy, String note)
      implements StepResult {}

  /**
   * Somebody says that it was tried and did not work.
   *
   * @param at when
   * @param by who
   * @param note what was observed, possibly empty
   */
  record Failed(Instant at, String by, String note) implements StepResult {}

  /**
   * Somebody passed it over.
   *
   * @param at when
   * @param by who
   * @param note why, possibly empty
   */
  record Skipped(Instant at, String by, String note) implements StepResult {}
}
