package io.runbookmemory.examples.daemon.api.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.api.route.Call;
import io.runbookmemory.examples.daemon.api.route.Operation;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.examples.view.PlanView;
import io.runbookmemory.examples.view.RecallView;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.learn.Learned;
import io.runbookmemory.learn.Outcome;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.receipt.Receipt;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is asked of memory, and what it is told of how that ended. */
public record QuestionRoutes(Backend backend) {

  /** Returns the operations. */
  public List<Operation> operations() {
    return List.of(
        new Operation(
            Route.post("/query", "query", "Recall what solved it last time, and say why.")
                .least(Role.VIEWER)
                .of("Query", "Recall"),
            backend,
            this::query),
        new Operation(
            Route.post("/plan", "plan", "Recall, and return what to do.")
                .least(Role.VIEWER)
                .of("Situation", "Plan"),
            backend,
            this::plan),
        new Operation(
            Route.post("/outcomes", "learn", "Tell how it ended: what helped is trusted more.")
                .of("Outcome", "Learned"),
            backend,
            this::learn));
  }

  private Situation situation(JsonNode body, Call call) {
    return SituationBody.read(body, backend.tenant(), call.now());
  }

  private Reply query(Call call) {
    Situation situation = situation(call.body(), call);
    RunbookMemory memory = backend.memory();
    String session = call.field("session");
    Recall recall =
        session == null ? memory.recall(situation) : memory.session(session).recall(situation);
    ObjectNode node = RecallView.json(recall);
    if (call.body().path("receipt").asBoolean()) {
      Receipt receipt = Receipt.of(situation, recall, new PatternRedactor());
      node.set("receipt", Output.parse(receipt.json()));
    }
    return Reply.json(200, node);
  }

  private Reply plan(Call call) {
    return Reply.json(200, PlanView.json(backend.memory().plan(situation(call.body(), call))));
  }

  private Reply learn(Call call) {
    Situation situation = situation(call.body().path("situation"), call);
    Effect effect = Objects.requireNonNull(Call.word(call.body(), "effect", Effect.class));
    Outcome.Builder outcome =
        Outcome.builder(effect, call.at())
            .rootCause(call.field("rootCause"))
            .resolution(call.field("resolution"))
            .key(call.field("key"));
    call.body().path("steps").forEach(step -> add(outcome, step));
    RunbookMemory memory = backend.memory();
    return Reply.json(
        200, told(memory.learn(situation, memory.recall(situation), outcome.build())));
  }

  /** Adds a step; one without an effect was passed over, which only a memory's own can be. */
  private static void add(Outcome.Builder outcome, JsonNode step) {
    MemoryId memory =
        step.hasNonNull("memory") ? MemoryId.parse(step.path("memory").asText()) : null;
    @Nullable Effect did = Call.word(step, "effect", Effect.class);
    String action = step.path("action").asText();
    if (did != null) {
      outcome.tried(memory, action, did);
    } else if (memory != null) {
      outcome.skipped(memory, action);
    }
  }

  private static ObjectNode told(Learned learned) {
    ObjectNode node =
        Output.object().put("counted", learned.counted().name().toLowerCase(Locale.ROOT));
    ids(node.putArray("helped"), learned.helped());
    ids(node.putArray("failed"), learned.failed());
    ids(node.putArray("unknown"), learned.unknown());
    node.put("draft", learned.draft().id().toString());
    return node;
  }

  private static void ids(ArrayNode array, List<MemoryId> ids) {
    ids.forEach(id -> array.add(id.toString()));
  }
}
