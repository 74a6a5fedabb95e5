package io.runbookmemory.oncall.playbook;

import java.time.Duration;
import java.util.List;

/**
 * How what a playbook did is put back when it does not come to its end: in reverse order, each
 * action by the one that undoes it, and only what was done no longer ago than the window.
 *
 * @param enabled whether anything is put back
 * @param window how long an action may be put back after it was done, more than 0
 * @param worsened what shows that things got worse; looked at after each action, and any of them
 *     stops the run
 * @param undo what undoes which action
 */
public record Rollback(
    boolean enabled, Duration window, List<PlaybookCondition> worsened, List<Undo> undo) {

  /** Nothing is put back. */
  public static final Rollback NONE =
      new Rollback(false, Duration.ofMinutes(15), List.of(), List.of());

  /**
   * What undoes an action.
   *
   * @param of the name of the action that it undoes
   * @param action the call that does so
   */
  public record Undo(String of, PlaybookAction action) {}

  /** Checks the rules and copies the lists. */
  public Rollback {
    if (!window.isPositive()) {
      throw new IllegalArgumentException("a rollback's window must be more than 0, got " + window);
    }
    worsened = List.copyOf(worsened);
    undo = List.copyOf(undo);
  }
}
