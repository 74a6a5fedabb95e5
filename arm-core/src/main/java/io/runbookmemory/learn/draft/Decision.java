package io.runbookmemory.learn.draft;

import io.runbookmemory.remember.Remembered;

/** What became of a draft that was approved. */
public sealed interface Decision {

  /**
   * It is recalled from now on.
   *
   * @param memory the draft's own memory, or the one that it changed
   */
  record Approved(Remembered memory) implements Decision {}

  /**
   * What it changes was changed meanwhile. It was made anew on that, and waits for a second look.
   *
   * @param proposal as it is now
   */
  record MadeAnew(Proposal proposal) implements Decision {}

  /**
   * It cannot be approved as it is; nothing was written.
   *
   * @param reason why, and what to do
   */
  record Refused(String reason) implements Decision {}
}
