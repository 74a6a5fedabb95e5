package io.runbookmemory.oncall.page;

import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.PlannedQuery;
import io.runbookmemory.oncall.PlannedStep;
import java.util.Collection;

/** A plan for people, in the one order in which it is told. */
abstract class PlanPage {

  private final ActionPlan plan;
  final StringBuilder text = new StringBuilder();

  PlanPage(ActionPlan plan) {
    this.plan = plan;
  }

  abstract void heading(String words);

  /** A sentence of the plan's own, which may quote a memory. */
  abstract void line(String words);

  abstract void step(int number, PlannedStep step, String origin);

  /** What is to be known of the step before it is taken. */
  abstract void note(int number, StepNote note);

  abstract void item(String words);

  abstract void code(String language, String code);

  String text() {
    plan.verdict().ifPresent(verdict -> line(verdict.summary()));
    if (plan.steps().isEmpty()) {
      line("No plan: nothing that was recalled has steps.");
    }
    named(
        "A deployment asked to watch for this",
        plan.watched().stream().map(PlanText::line).toList());
    steps();
    if (!plan.warnings().isEmpty()) {
      heading("Beware");
      plan.warnings().forEach(this::item);
    }
    if (!plan.queries().isEmpty()) {
      heading("Look at");
      for (PlannedQuery query : plan.queries()) {
        item(query.purpose());
        code(query.language(), query.query());
      }
    }
    named("Owners", plan.owners());
    named("Escalation", plan.escalation());
    named("Tell", plan.contacts().stream().map(PlanText::line).toList());
    named("Call in others", plan.escalations().stream().map(PlanText::line).toList());
    named("Read on", plan.urls());
    named("Fill in yourself", plan.unfilled().stream().map(name -> "$" + name).toList());
    return text.toString();
  }

  private void steps() {
    PlannedStep.Kind kind = null;
    int number = 1;
    for (PlannedStep step : plan.steps()) {
      if (step.kind() != kind) {
        kind = step.kind();
        heading(PlanText.heading(kind));
      }
      String counts = step.usage().equals(StepUsage.NONE) ? "" : ", " + step.usage().inWords();
      step(number, step, step.origin() + counts);
      for (StepNote note : StepNote.of(step)) {
        note(number, note);
      }
      number++;
    }
  }

  private void named(String name, Collection<String> values) {
    if (!values.isEmpty()) {
      heading(name);
      values.forEach(this::item);
    }
  }
}
