package io.runbookmemory.examples.daemon.api.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.api.route.Call;
import io.runbookmemory.examples.daemon.api.route.Operation;
import io.runbookmemory.examples.daemon.api.route.Parameter;
import io.runbookmemory.examples.daemon.api.route.Parameter.Kind;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.daemon.mcp.McpRoom;
import io.runbookmemory.examples.daemon.mcp.Waiting;
import io.runbookmemory.examples.daemon.tool.RunDesk;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.oncall.run.PlanRun;
import io.runbookmemory.oncall.run.RunStep;
import io.runbookmemory.oncall.run.StepResult;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * All that waits for a second person: steps of plans that are carried out in incidents that are
 * open, and calls of clients of the Model Context Protocol at this daemon.
 */
public record ApprovalRoutes(Backend backend, Supplier<RunDesk> desk, Supplier<McpRoom> mcp) {

  private static final Parameter ID = Parameter.path("id", Kind.ID, "What waits.");

  /** Returns the operations. */
  public List<Operation> operations() {
    Route list =
        Route.get(
            "/approvals",
            "listApprovals",
            "List what waits for a second person: steps of plans, and calls over MCP.",
            "Approvals");
    Route approve =
        Route.post(
                "/approvals/{id}/approval",
                "approveCall",
                "Agree to a call over MCP: its client makes it again, once.")
            .with(ID)
            .least(Role.ADMIN)
            .of("Nothing", "Approvals");
    Route decline =
        Route.post(
                "/approvals/{id}/rejection",
                "declineCall",
                "Decline a call over MCP: its client is told so when it makes it again.")
            .with(ID)
            .least(Role.ADMIN)
            .of("Reason", "Approvals");
    return List.of(
        new Operation(list, backend, this::list),
        new Operation(approve, backend, call -> decide(call, this::approved)),
        new Operation(decline, backend, call -> decide(call, this::declined)));
  }

  private Reply list(Call call) {
    ObjectNode node = Output.object();
    ArrayNode items = node.putArray("items");
    mcp.get().waiting().forEach(one -> items.add(json(one)));
    for (JournalIncident incident : backend.incidents().open()) {
      for (PlanRun run : desk.get().within(incident.id())) {
        run.steps().forEach(step -> waits(run, step, call).ifPresent(items::add));
      }
    }
    return Reply.json(200, node);
  }

  private static ObjectNode json(Waiting one) {
    return Output.object()
        .put("id", one.id().toString())
        .put("kind", "mcp")
        .put("by", one.by())
        .put("summary", one.asked().summary())
        .put("expires", one.asked().expires().toString());
  }

  private static Optional<ObjectNode> waits(PlanRun run, RunStep step, Call call) {
    return run.standing(step.number())
        .filter(StepResult.Waits.class::isInstance)
        .map(StepResult.Waits.class::cast)
        .filter(waits -> waits.expires().isAfter(call.now()))
        .map(
            waits ->
                Output.object()
                    .put(
                        "id", MemoryId.named("approval", run.id() + "/" + step.number()).toString())
                    .put("kind", "step")
                    .put("by", waits.by())
                    .put("summary", waits.summary())
                    .put("expires", waits.expires().toString())
                    .put("incident", String.valueOf(run.incident()))
                    .put("run", run.id().toString())
                    .put("step", step.number()));
  }

  /** Who asked cannot be who decides: that is said as what it is, and not as a bad request. */
  private Reply decide(Call call, BiFunction<Waiting, Call, Reply> decision) {
    MemoryId id = call.id();
    Optional<Waiting> found =
        mcp.get().waiting().stream().filter(one -> one.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      return Operation.missing("call that waits here");
    }
    return found.get().by().equals(call.asked().caller().name())
        ? Reply.problem(403, "Forbidden", "it takes a second person: you asked for it")
        : decision.apply(found.get(), call);
  }

  private Reply approved(Waiting waiting, Call call) {
    mcp.get().approve(waiting, call.asked().caller());
    return list(call);
  }

  private Reply declined(Waiting waiting, Call call) {
    String why = new PatternRedactor().redact(call.given("reason"));
    mcp.get().decline(waiting, call.asked().caller(), why);
    return list(call);
  }
}
