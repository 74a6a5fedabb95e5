package io.runbookmemory.examples.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.PlannedQuery;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.oncall.page.PlanText;
import io.runbookmemory.oncall.page.StepNote;
import io.runbookmemory.recall.context.ContextForm;
import io.runbookmemory.store.Staleness;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** A plan, for people and for programs. */
public final class PlanView {

  /** The notes that nobody may overlook. */
  private static final Set<String> ASKS = Set.of("Ask", "Careful");

  private final Output output;

  public PlanView(Output output) {
    this.output = output;
  }

  public void print(ActionPlan plan) {
    plan.verdict().ifPresent(verdict -> output.line(verdict.summary()));
    Staleness staleness = plan.recall().staleness();
    if (staleness != null) {
      output.line(StalenessView.line(staleness, null));
    }
    if (plan.steps().isEmpty()) {
      output.line("No plan: nothing that was recalled has steps.");
    }
    PlannedStep.Kind kind = null;
    int number = 1;
    for (PlannedStep step : plan.steps()) {
      if (step.kind() != kind) {
        kind = step.kind();
        output.styled("@|bold,underline " + PlanText.heading(kind) + "|@");
      }
      print(number++, step);
    }
    if (!plan.warnings().isEmpty()) {
      output.styled("@|bold,underline Beware|@");
      plan.warnings().forEach(warning -> output.line("  ! " + warning));
    }
    if (!plan.queries().isEmpty()) {
      output.styled("@|bold,underline Look at|@");
      for (PlannedQuery query : plan.queries()) {
        output.line("  - " + RecallView.shortened(query.purpose()));
        output.line("    " + query.query().replace("\n", "\n    "));
      }
    }
    line("Owners", plan.owners());
    line("Escalation", plan.escalation());
    lines("Tell", plan.contacts().stream().map(PlanText::line).toList());
    lines("Call in others", plan.escalations().stream().map(PlanText::line).toList());
    line("Read on", plan.urls());
    line("Fill in yourself", plan.unfilled().stream().map(name -> "$" + name).toList());
  }

  private void print(int number, PlannedStep step) {
    output.line(
        String.format(
            Locale.ROOT,
            "%3d. %s  (%s%s)",
            number,
            step.text(),
            step.origin(),
            counts(step.usage())));
    if (step.code() != null) {
      output.line("       " + step.code().strip().replace("\n", "\n       "));
    }
    for (StepNote note : StepNote.of(step)) {
      String mark = ASKS.contains(note.label()) ? "bold,red" : "bold";
      output.styled(
          "     @|" + mark + " ! " + note.label() + ":|@ " + note.words().replace("|@", ""));
    }
  }

  private static String counts(StepUsage usage) {
    return usage.equals(StepUsage.NONE) ? "" : ", " + usage.inWords();
  }

  private void lines(String name, Collection<String> values) {
    if (!values.isEmpty()) {
      output.styled("@|bold,underline " + name + "|@");
      values.forEach(value -> output.line("  - " + value));
    }
  }

  private void line(String name, Collection<String> values) {
    if (!values.isEmpty()) {
      output.styled("@|bold " + name + "|@ " + String.join(", ", values));
    }
  }

  public static ObjectNode json(ActionPlan plan) {
    ObjectNode node = (ObjectNode) Output.parse(PlanText.render(plan, ContextForm.JSON));
    node.set("recall", RecallView.json(plan.recall()));
    return node;
  }
}
