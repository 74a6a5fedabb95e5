package io.runbookmemory.examples.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.oncall.run.PlanRun;
import io.runbookmemory.oncall.run.RunStep;
import io.runbookmemory.oncall.run.StepResult;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A run of a plan, for people and for programs. */
final class RunView {

  private RunView() {}

  static void print(Output output, PlanRun run) {
    output.line("Run " + run.id() + ", " + firstLine(run.situation()));
    int next = run.next().map(RunStep::number).orElse(0);
    for (RunStep step : run.steps()) {
      String mark = step.number() == next ? "→" : " ";
      output.line(
          String.format(
              Locale.ROOT,
              "%s %2d. %s",
              run.isSettled(step.number()) ? "✓" : mark,
              step.number(),
              title(step)));
      run.latest(step.number()).ifPresent(result -> output.line("       " + words(result)));
    }
    output.line(
        next == 0
            ? "Every step is settled. Say how it ended, arm step --end resolved, to learn from it."
            : "Next: arm step " + next + ", with --done, --failed or --skip once you know.");
  }

  private static String title(RunStep step) {
    String words = firstLine(step.text().isBlank() ? String.valueOf(step.code()) : step.text());
    return step.approver() == null
        ? words
        : words + "  [needs approval of a second person, " + step.approver() + "]";
  }

  private static String firstLine(String words) {
    return words.strip().lines().findFirst().orElse("");
  }

  private static String words(StepResult result) {
    return switch (result) {
      case StepResult.Called it ->
          (it.dryRun() ? "would be: " : "") + it.end() + ", " + it.words() + who(it);
      case StepResult.Waits it ->
          "waits until " + it.expires() + " for a second person: " + it.summary() + who(it);
      case StepResult.Approved it -> "agreed to, for " + it.requester() + " to carry out" + who(it);
      case StepResult.Done it ->
          "done" + effect(it.effect()) + agreed(it.approvedBy()) + note(it.note()) + who(it);
      case StepResult.Failed it -> "did not work" + note(it.note()) + who(it);
      case StepResult.Skipped it -> "passed over" + note(it.note()) + who(it);
    };
  }

  private static String who(StepResult result) {
    return " (" + result.by() + ", " + result.at() + ")";
  }

  private static String effect(@Nullable Effect effect) {
    return effect == null ? "" : ": " + effect;
  }

  private static String agreed(@Nullable String approver) {
    return approver == null ? "" : ", agreed by " + approver;
  }

  private static String note(String note) {
    return note.isBlank() ? "" : ", “" + note + "”";
  }

  static ObjectNode json(PlanRun run) {
    ObjectNode node = Output.object();
    node.put("run", run.id().toString()).put("startedAt", run.startedAt().toString());
    node.put("startedBy", run.startedBy()).put("situation", run.situation());
    run.next().ifPresent(step -> node.put("next", step.number()));
    ArrayNode steps = node.putArray("steps");
    for (RunStep step : run.steps()) {
      ObjectNode item = steps.addObject().put("step", step.number());
      item.put("kind", step.kind().name()).put("text", step.text()).put("code", step.code());
      item.put("approver", step.approver()).put("settled", run.isSettled(step.number()));
      run.latest(step.number())
          .ifPresent(
              it ->
                  item.put("result", it.getClass().getSimpleName().toUpperCase(Locale.ROOT))
                      .put("told", words(it)));
    }
    return node;
  }
}
