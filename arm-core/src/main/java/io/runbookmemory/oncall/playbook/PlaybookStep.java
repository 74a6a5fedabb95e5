package io.runbookmemory.oncall.playbook;

import io.runbookmemory.tool.ToolResult;
import java.time.Instant;

/** One thing that became of a run, in the order of time. */
public sealed interface PlaybookStep {

  /**
   * Returns what it is about.
   *
   * @return the action's name, behind those of the calls that led to it: {@code drain/close};
   *     {@code trigger} or {@code rollback} for what is asked before or after all
   */
  String action();

  /**
   * Returns when it was.
   *
   * @return by the runner's clock
   */
  Instant at();

  /**
   * A condition was looked at.
   *
   * @param action whose
   * @param at when
   * @param condition what was asked
   * @param state what was found
   */
  record Checked(String action, Instant at, PlaybookCondition condition, ConditionState state)
      implements PlaybookStep {}

  /**
   * An action was looked at in a dry run; nothing was changed.
   *
   * @param action which
   * @param at when
   * @param result what would happen
   */
  record Previewed(String action, Instant at, ToolResult result) implements PlaybookStep {}

  /**
   * An action was passed over.
   *
   * @param action which
   * @param at when
   * @param why the condition that does not hold
   */
  record Skipped(String action, Instant at, String why) implements PlaybookStep {}

  /**
   * An action was called.
   *
   * @param action which
   * @param at when it ended
   * @param attempts how often it was tried
   * @param result what became of the last try
   */
  record Called(String action, Instant at, int attempts, ToolResult result)
      implements PlaybookStep {}

  /**
   * What undoes an action was called.
   *
   * @param action which is undone
   * @param at when it ended
   * @param attempts how often it was tried
   * @param result what became of the last try
   */
  record PutBack(String action, Instant at, int attempts, ToolResult result)
      implements PlaybookStep {}

  /**
   * An action was done and is not put back.
   *
   * @param action which
   * @param at when that was decided
   * @param why the window is over, nothing undoes it, or putting back failed before it
   */
  record LeftDone(String action, Instant at, String why) implements PlaybookStep {}
}
