package io.runbookmemory.journal;

import io.runbookmemory.tool.ToolResult;

/** What came of an action, as far as is known. */
public enum ActResult {
  /** It was done. */
  DONE,
  /** It was looked up, and there is nothing: a gap, and no proof that all is well. */
  NO_DATA,
  /** It could not be done: a gap. */
  FAILED,
  /** It was not let through. */
  REFUSED,
  /** It waits for a second person. */
  WAITS,
  /** There was no answer in time; whether it was done is not known. */
  TIMED_OUT,
  /** It was left out. */
  SKIPPED;

  /**
   * Returns what a tool's result stands for.
   *
   * @param result any
   * @return how the journal calls it
   */
  public static ActResult of(ToolResult result) {
    return switch (result) {
      case ToolResult.Succeeded done -> DONE;
      case ToolResult.NoData nothing -> NO_DATA;
      case ToolResult.Failed failed -> FAILED;
      case ToolResult.Refused refused -> REFUSED;
      case ToolResult.ApprovalRequired waits -> WAITS;
      case ToolResult.TimedOut late -> TIMED_OUT;
    };
  }

  /**
   * Returns whether something that was wanted is not known.
   *
   * @return true for {@link #NO_DATA}, {@link #FAILED} and {@link #TIMED_OUT}
   */
  public boolean isGap() {
    return this == NO_DATA || this == FAILED || this == TIMED_OUT;
  }
}
