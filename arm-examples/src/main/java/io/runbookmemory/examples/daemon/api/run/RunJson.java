package io.runbookmemory.examples.daemon.api.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.daemon.tool.RunDesk;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.oncall.PlannedCall;
import io.runbookmemory.oncall.run.PlanRun;
import io.runbookmemory.oncall.run.RunStep;
import io.runbookmemory.oncall.run.StepResult;
import java.time.Instant;
import java.util.Locale;

/** A run as the API tells it. What approvals are made with is told to nobody. */
record RunJson(PlanRun run, RunDesk desk, Instant now) {

  ObjectNode node() {
    ObjectNode node = Output.object().put("id", run.id().toString());
    MemoryId incident = run.incident();
    if (incident != null) {
      node.put("incident", incident.toString());
    }
    node.put("startedAt", run.startedAt().toString()).put("startedBy", run.startedBy());
    node.put("situation", run.situation());
    run.next().ifPresent(step -> node.put("next", step.number()));
    ArrayNode steps = node.putArray("steps");
    run.steps().forEach(step -> steps.add(step(step)));
    return node;
  }

  private ObjectNode step(RunStep step) {
    ObjectNode node = Output.object().put("step", step.number());
    node.put("kind", step.kind().name()).put("text", step.text());
    node.put("language", step.language()).put("code", step.code());
    node.put("source", step.source().toString()).put("approver", step.approver());
    node.put("settled", run.isSettled(step.number()));
    desk.callable(step).ifPresent(effect -> node.put("does", word(effect.name())));
    PlannedCall call = step.call();
    if (call != null) {
      node.put(word(call.kind().name()), call.name());
    }
    StepResult standing = run.standing(step.number()).orElse(null);
    if (standing instanceof StepResult.Waits waits && now.isBefore(waits.expires())) {
      ObjectNode asked = node.putObject("waits").put("by", waits.by());
      asked.put("summary", waits.summary()).put("expires", waits.expires().toString());
    }
    if (standing instanceof StepResult.Approved agreed && now.isBefore(agreed.expires())) {
      ObjectNode given = node.putObject("approved").put("by", agreed.by());
      given.put("for", agreed.requester()).put("expires", agreed.expires().toString());
    }
    ArrayNode results = node.putArray("results");
    run.told().stream()
        .filter(told -> told.step() == step.number())
        .forEach(told -> results.add(result(told.result())));
    return node;
  }

  private static ObjectNode result(StepResult result) {
    ObjectNode node = Output.object();
    node.put("at", result.at().toString()).put("by", result.by());
    return switch (result) {
      case StepResult.Called it ->
          node.put("state", word(it.end().name()))
              .put("dryRun", it.dryRun())
              .put("words", it.words());
      case StepResult.Waits it -> node.put("state", "waits").put("words", it.summary());
      case StepResult.Approved it ->
          node.put("state", "approved").put("words", "for " + it.requester() + " to carry out");
      case StepResult.Done it -> {
        Effect effect = it.effect();
        String did = effect == null ? "" : word(effect.name()) + ". ";
        yield node.put("state", "done").put("words", did + it.note());
      }
      case StepResult.Failed it -> node.put("state", "did_not_work").put("words", it.note());
      case StepResult.Skipped it -> node.put("state", "skipped").put("words", it.note());
    };
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
