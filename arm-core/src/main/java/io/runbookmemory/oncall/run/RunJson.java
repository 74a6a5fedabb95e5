package io.runbookmemory.oncall.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.oncall.PlannedCall;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.tool.json.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of a run's ledger entries, format 1; see docs/formats/plan-run.md. */
final class RunJson {

  private RunJson() {}

  static String started(PlanRun run) {
    Scope scope = run.scope();
    ObjectNode node =
        JsonText.object().put("v", 1).put("by", run.startedBy()).put("situation", run.situation());
    MemoryId incident = run.incident();
    node.put("incident", incident == null ? null : incident.toString());
    node.put("service", scope.service()).put("env", scope.env());
    node.put("cluster", scope.cluster()).put("namespace", scope.namespace());
    ArrayNode steps = node.putArray("steps");
    for (RunStep step : run.steps()) {
      ObjectNode item = steps.addObject();
      item.put("kind", step.kind().name()).put("text", step.text()).put("words", step.words());
      item.put("source", step.source().toString());
      item.put("language", step.language()).put("code", step.code());
      item.put("approver", step.approver());
      PlannedCall call = step.call();
      if (call != null) {
        item.putObject("call")
            .put("kind", call.kind().name())
            .put("name", call.name())
            .put("arguments", call.arguments());
      }
    }
    return JsonText.write(node);
  }

  static PlanRun run(Tenant tenant, LedgerEntry entry) {
    ObjectNode node = read(entry);
    Scope scope =
        new Scope(
            tenant,
            text(node, "cluster"),
            text(node, "namespace"),
            text(node, "service"),
            text(node, "env"),
            null);
    String incident = text(node, "incident");
    List<RunStep> steps = new ArrayList<>();
    for (JsonNode item : node.path("steps")) {
      steps.add(step(steps.size() + 1, item));
    }
    return new PlanRun(
        entry.id(),
        entry.at(),
        node.path("by").asText(),
        scope,
        node.path("situation").asText(),
        incident == null ? null : MemoryId.parse(incident),
        steps,
        List.of());
  }

  private static RunStep step(int number, JsonNode item) {
    JsonNode call = item.path("call");
    return new RunStep(
        number,
        PlannedStep.Kind.valueOf(item.path("kind").asText()),
        item.path("text").asText(),
        item.path("words").asText(),
        MemoryId.parse(item.path("source").asText()),
        text(item, "language"),
        text(item, "code"),
        call.isObject()
            ? new PlannedCall(
                PlannedCall.Kind.valueOf(call.path("kind").asText()),
                call.path("name").asText(),
                text(call, "arguments"))
            : null,
        text(item, "approver"));
  }

  /** The entry's kind says which result it is. */
  static String kind(StepResult result) {
    return switch (result) {
      case StepResult.Called called -> "called";
      case StepResult.Waits waits -> "waits";
      case StepResult.Approved approved -> "approved";
      case StepResult.Done done -> "done";
      case StepResult.Failed failed -> "failed";
      case StepResult.Skipped skipped -> "skipped";
    };
  }

  static String told(int step, StepResult result) {
    ObjectNode node = JsonText.object().put("v", 1).put("step", step).put("by", result.by());
    switch (result) {
      case StepResult.Called called ->
          node.put("dryRun", called.dryRun())
              .put("end", called.end().name())
              .put("words", called.words());
      case StepResult.Waits waits ->
          node.put("requestId", waits.requestId())
              .put("summary", waits.summary())
              .put("expires", waits.expires().toString());
      case StepResult.Approved approved ->
          node.put("requester", approved.requester())
              .put("token", approved.token())
              .put("expires", approved.expires().toString());
      case StepResult.Done done -> {
        Effect effect = done.effect();
        node.put("effect", effect == null ? null : effect.name());
        node.put("approvedBy", done.approvedBy()).put("note", done.note());
      }
      case StepResult.Failed failed -> node.put("note", failed.note());
      case StepResult.Skipped skipped -> node.put("note", skipped.note());
    }
    return JsonText.write(node);
  }

  static PlanRun.Told told(LedgerEntry entry) {
    ObjectNode node = read(entry);
    String by = node.path("by").asText();
    String note = node.path("note").asText();
    StepResult result =
        switch (entry.kind()) {
          case "called" ->
              new StepResult.Called(
                  entry.at(),
                  by,
                  node.path("dryRun").asBoolean(),
                  StepResult.End.valueOf(node.path("end").asText()),
                  node.path("words").asText());
          case "waits" ->
              new StepResult.Waits(
                  entry.at(),
                  by,
                  node.path("requestId").asText(),
                  node.path("summary").asText(),
                  Instant.parse(node.path("expires").asText()));
          case "approved" ->
              new StepResult.Approved(
                  entry.at(),
                  by,
                  node.path("requester").asText(),
                  node.path("token").asText(),
                  Instant.parse(node.path("expires").asText()));
          case "done" ->
              new StepResult.Done(entry.at(), by, effect(node), text(node, "approvedBy"), note);
          case "failed" -> new StepResult.Failed(entry.at(), by, note);
          case "skipped" -> new StepResult.Skipped(entry.at(), by, note);
          default -> throw unknown(entry, "kind " + entry.kind());
        };
    return new PlanRun.Told(node.path("step").asInt(), result);
  }

  private static @Nullable Effect effect(ObjectNode node) {
    String effect = text(node, "effect");
    return effect == null ? null : Effect.valueOf(effect);
  }

  private static ObjectNode read(LedgerEntry entry) {
    ObjectNode node = JsonText.readObject(entry.body());
    if (node.path("v").asInt() != 1) {
      throw unknown(entry, "format " + node.path("v"));
    }
    return node;
  }

  private static InvalidInputException unknown(LedgerEntry entry, String what) {
    return new InvalidInputException(
        "run " + entry.subject(), "was written by a newer release, with " + what + ": update ARM");
  }

  private static @Nullable String text(JsonNode node, String name) {
    return node.path(name).textValue();
  }
}
