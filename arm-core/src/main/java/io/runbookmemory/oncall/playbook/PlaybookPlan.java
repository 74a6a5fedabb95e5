package io.runbookmemory.oncall.playbook;

import io.runbookmemory.guard.key.Sha256;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.json.JsonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A playbook with those it calls put in their places.
 *
 * @param playbook what is run
 * @param steps the calls of tools, in order
 * @param worsened what stops the run, of the playbook and of those it calls
 */
record PlaybookPlan(Playbook playbook, List<Step> steps, List<PlaybookCondition> worsened) {

  /**
   * One call of a tool.
   *
   * @param name the action's, behind those of the calls that led to it: {@code drain/close}
   * @param when what must hold, of the action and of those calls
   * @param undo what undoes it, if anything does
   */
  record Step(
      String name,
      PlaybookAction action,
      ToolContract contract,
      List<PlaybookCondition> when,
      @Nullable PlaybookAction undo) {}

  /** What is left of SHA-256: enough for a team's playbooks, and short enough to be shown. */
  private static final int SHOWN_DIGITS = 16;

  /** Returns what is another one wherever something else would be done, or under other terms. */
  String fingerprint() {
    StringBuilder all = new StringBuilder();
    add(all, playbook.trigger());
    add(all, playbook.rollback().enabled());
    add(all, playbook.rollback().window());
    add(all, worsened);
    for (Step step : steps) {
      add(all, step.name());
      add(all, step.when());
      add(all, step.action());
      if (step.undo() != null) {
        add(all, "undo");
        add(all, step.undo());
      }
    }
    return Sha256.of(all.toString()).substring(0, SHOWN_DIGITS);
  }

  private static void add(StringBuilder all, PlaybookAction action) {
    add(all, action.tool());
    add(all, JsonText.canonical(JsonText.read(action.arguments())));
    add(all, action.auto());
    add(all, action.timeout());
    add(all, action.retry());
  }

  /** The length goes in front, so that two lists of parts never run into the same text. */
  private static void add(StringBuilder all, Object part) {
    String text = part.toString();
    all.append(text.length()).append(':').append(text);
  }
}
