package io.runbookmemory.examples.daemon.api.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.daemon.access.Identity;
import io.runbookmemory.examples.daemon.api.memory.SituationBody;
import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.api.route.Call;
import io.runbookmemory.examples.daemon.api.route.Operation;
import io.runbookmemory.examples.daemon.api.route.Parameter;
import io.runbookmemory.examples.daemon.api.route.Parameter.Kind;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.daemon.tool.RunDesk;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.run.PlanRun;
import io.runbookmemory.oncall.run.StepResult;
import io.runbookmemory.recall.Situation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Plans that are carried out in incidents.
 *
 * @param desk where they are, now: it changes with the configuration
 */
public record RunRoutes(Backend backend, Supplier<RunDesk> desk) {

  private static final Parameter INCIDENT = Parameter.path("id", Kind.ID, "The incident.");
  private static final Parameter RUN = Parameter.path("run", Kind.ID, "The run.");
  private static final Parameter STEP = Parameter.path("step", Kind.COUNT, "The step, from 1.");

  /** Returns the operations. */
  public List<Operation> operations() {
    return Stream.concat(runs().stream(), steps().stream()).toList();
  }

  private List<Operation> runs() {
    Route start =
        Route.post(
                "/incidents/{id}/runs",
                "startRun",
                "Plan, and keep the plan to carry it out in an incident. Nothing is done yet.")
            .with(INCIDENT)
            .of("Situation", "Run");
    Route list =
        Route.get(
                "/incidents/{id}/runs",
                "listRuns",
                "List the plans that are carried out in an incident, the last first.",
                "Runs")
            .with(INCIDENT);
    Route get =
        Route.get("/runs/{run}", "getRun", "Return a run and what became of it.", "Run").with(RUN);
    return List.of(
        new Operation(list, backend, this::list),
        new Operation(start, backend, this::start),
        new Operation(get, backend, one -> shown(one, desk.get().find(run(one)))));
  }

  private List<Operation> steps() {
    Route preview = step("preview", "previewStep", "Look what a step would do, through the guard.");
    Route call =
        step("call", "callStep", "Carry a step out through the guard, or ask for an approval.");
    Route approve =
        step("approval", "approveStep", "Agree to what somebody else's step waits for.")
            .least(Role.ADMIN);
    Route decline =
        Route.post(
                "/runs/{run}/steps/{step}/rejection",
                "declineStep",
                "Decline what somebody else's step waits for: it is passed over.")
            .with(RUN, STEP)
            .least(Role.ADMIN)
            .of("Reason", "Run");
    Route done =
        Route.post(
                "/runs/{run}/steps/{step}/done",
                "tellStep",
                "Say that a step was done and what it did: it counts for the memory it is from.")
            .with(RUN, STEP)
            .of("StepWord", "Run");
    return List.of(
        new Operation(preview, backend, one -> carryOut(one, true)),
        new Operation(call, backend, one -> carryOut(one, false)),
        new Operation(approve, backend, one -> decide(one, this::approved)),
        new Operation(decline, backend, one -> decide(one, this::declined)),
        new Operation(done, backend, this::done));
  }

  private static Route step(String last, String id, String summary) {
    return Route.post("/runs/{run}/steps/{step}/" + last, id, summary)
        .with(RUN, STEP)
        .of("Nothing", "Run");
  }

  private static UUID run(Call call) {
    return UUID.fromString(call.asked().variable("run"));
  }

  private static int number(Call call) {
    return Integer.parseInt(call.asked().variable("step"));
  }

  private Reply shown(Call call, Optional<PlanRun> run) {
    return run.map(one -> Reply.json(200, new RunJson(one, desk.get(), call.now()).node()))
        .orElseGet(() -> Operation.missing("run"));
  }

  private Reply list(Call call) {
    RunDesk here = desk.get();
    ObjectNode node = Output.object();
    ArrayNode items = node.putArray("items");
    here.within(call.id()).forEach(one -> items.add(new RunJson(one, here, call.now()).node()));
    return Reply.json(200, node);
  }

  private Reply start(Call call) {
    MemoryId incident = call.id();
    if (backend.incidents().get(incident).isEmpty()) {
      return Operation.missing("incident");
    }
    Situation situation = SituationBody.read(call.body(), backend.tenant(), call.now());
    ActionPlan plan = backend.memory().plan(situation);
    Identity caller = call.asked().caller();
    return shown(call, Optional.of(desk.get().start(plan, situation, caller, incident)));
  }

  private Reply carryOut(Call call, boolean dryRun) {
    Identity caller = call.asked().caller();
    return shown(call, desk.get().carryOut(run(call), number(call), caller, dryRun));
  }

  private Reply done(Call call) {
    RunDesk.Spoken spoken = new RunDesk.Spoken(number(call), call.asked().caller());
    Effect effect = Call.word(call.body(), "effect", Effect.class);
    return shown(call, desk.get().said(run(call), spoken, effect, call.given("note")));
  }

  /** Who asked cannot be who decides: that is said as what it is, and not as a bad request. */
  private Reply decide(Call call, Function<Call, Optional<PlanRun>> decision) {
    Identity caller = call.asked().caller();
    Optional<StepResult> standing =
        desk.get().find(run(call)).flatMap(one -> one.standing(number(call)));
    return standing.isPresent()
            && standing.get() instanceof StepResult.Waits waits
            && waits.by().equals(caller.name())
        ? Reply.problem(403, "Forbidden", "it takes a second person: you asked for it")
        : shown(call, decision.apply(call));
  }

  private Optional<PlanRun> approved(Call call) {
    return desk.get().approve(run(call), number(call), call.asked().caller());
  }

  private Optional<PlanRun> declined(Call call) {
    RunDesk.Spoken spoken = new RunDesk.Spoken(number(call), call.asked().caller());
    return desk.get().decline(run(call), spoken, call.given("reason"));
  }
}
