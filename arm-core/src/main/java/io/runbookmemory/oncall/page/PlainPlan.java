package io.runbookmemory.oncall.page;

import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.PlannedStep;
import java.util.Locale;

/** A plan as plain text; a line break of a memory begins a line that is set in. */
final class PlainPlan extends PlanPage {

  PlainPlan(ActionPlan plan) {
    super(plan);
  }

  @Override
  void heading(String words) {
    text.append('\n').append(words.toUpperCase(Locale.ROOT)).append('\n');
  }

  @Override
  void line(String words) {
    text.append(setIn(words, "  ")).append('\n');
  }

  @Override
  void step(int number, PlannedStep step, String origin) {
    text.append(String.format(Locale.ROOT, "%3d. ", number))
        .append(setIn(step.text(), "     "))
        .append("  (")
        .append(setIn(origin, "     "))
        .append(")\n");
    if (step.code() != null) {
      text.append("     ").append(setIn(step.code().strip(), "     ")).append('\n');
    }
  }

  @Override
  void note(int number, StepNote note) {
    text.append("     ! ").append(note.label()).append(": ");
    text.append(setIn(note.words(), "       ")).append('\n');
  }

  @Override
  void item(String words) {
    text.append("  - ").append(setIn(words, "    ")).append('\n');
  }

  @Override
  void code(String language, String code) {
    text.append("    ").append(setIn(code.strip(), "    ")).append('\n');
  }

  private static String setIn(String words, String by) {
    return words.replaceAll("\\R", "\n" + by);
  }
}
