package io.runbookmemory.oncall;

import static io.runbookmemory.oncall.Plans.at;
import static io.runbookmemory.oncall.Plans.recalled;
import static io.runbookmemory.oncall.Plans.runbook;
import static io.runbookmemory.oncall.Plans.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.RunOutcome;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.learn.Outcome;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.oncall.run.PlanQueries;
import io.runbookmemory.oncall.run.PlanRun;
import io.runbookmemory.oncall.run.PlanRuns;
import io.runbookmemory.oncall.run.RunStep;
import io.runbookmemory.oncall.run.StepCalls;
import io.runbookmemory.oncall.run.StepOrder;
import io.runbookmemory.oncall.run.StepResult;
import io.runbookmemory.oncall.run.StepResult.End;
import io.runbookmemory.oncall.run.StepWord;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanRunsTest {

  record Query(String query) {}

  record Pod(String pod) {}

  record Said(String said) {}

  private static final Caller ANA = Caller.of("ana");
  private static final Caller BO = Caller.of("bo");

  @TempDir Path folder;
  private final ExactMemoryStore store = new ExactMemoryStore();
  private final List<String> deleted = new ArrayList<>();
  private AuditFolder audit;
  private GuardedToolbox toolbox;
  private PlanRuns runs;
  private PlanRun run;
  private ActionPlan plan;

  private List<Tool> tools() {
    return List.of(
        RecordTool.builder("query_promql", "Asks.", Query.class, Said.class)
            .effect(ToolEffect.READ_ONLY)
            .build((query, invocation) -> Optional.of(new Said(query.query()))),
        RecordTool.builder("delete_pod", "Deletes.", Pod.class, Said.class)
            .effect(ToolEffect.DESTRUCTIVE)
            .build(
                (pod, invocation) -> {
                  deleted.add(pod.pod());
                  return Optional.of(new Said("gone"));
                }));
  }

  /** The plan's steps: 1 a query, 2 a tool that destroys, 3 a command, 4 words. */
  @BeforeEach
  void start() {
    audit = AuditFolder.open(folder);
    AuditLog log = AuditLog.open(audit, audit, SigningKey.random(), "test");
    toolbox =
        GuardedToolbox.builder(
                log,
                (caller, scope) -> Optional.of(Role.ADMIN),
                new PatternRedactor(),
                InstantSource.system())
            .tools(tools())
            .build();
    runs = runs();
    Planner planner =
        Planner.builder().tools(tools().stream().map(Tool::contract).toList()).build();
    RunbookStep look = new RunbookStep("Diagnosis", "Is it up?", "PromQL", "up");
    RunbookStep delete =
        new RunbookStep("Mitigation", "Delete it", "arm", "delete_pod {\"pod\":\"a\"}");
    RunbookStep drain = new RunbookStep("Mitigation", "Drain it", "bash", "kubectl drain n1");
    plan =
        planner.plan(
            at("orders"),
            Plans.recall(
                Strength.STRONG,
                TestMemories.service("orders"),
                recalled(
                    0.9, "R", runbook(look, delete, drain, step("Mitigation", "Call the vendor")))),
            null);
    run = runs.start(plan, at("orders"), ANA);
  }

  private PlanRuns runs() {
    PlanQueries queries = PlanQueries.builder(toolbox).build();
    return new PlanRuns(
        store.ledger(Tenant.DEFAULT),
        new StepCalls(toolbox, queries, null),
        new PatternRedactor(),
        InstantSource.fixed(Instant.parse("2026-05-12T03:00:00Z")));
  }

  @AfterEach
  void close() {
    audit.close();
    store.close();
  }

  private static StepResult latest(PlanRun run, int step) {
    return run.latest(step).orElseThrow();
  }

  @Test
  void aQueryIsAskedThroughTheGuardAndTheNextStepComes() {
    assertThat(run.next()).map(RunStep::number).contains(1);

    PlanRun looked = runs.carryOut(run, 1, StepOrder.by(ANA));

    assertThat(latest(looked, 1))
        .isEqualTo(
            new StepResult.Called(
                Instant.parse("2026-05-12T03:00:00Z"),
                "ana",
                false,
                End.SUCCEEDED,
                "{\"said\":\"up\"}"));
    assertThat(looked.next()).map(RunStep::number).contains(2);
    assertThat(looked.outcomes()).as("to look is not meant to help").isEmpty();
  }

  @Test
  void whatDestroysWaitsForASecondPersonAndIsDoneOnce() {
    PlanRun previewed = runs.carryOut(run, 2, StepOrder.preview(ANA));
    assertThat(latest(previewed, 2)).isInstanceOf(StepResult.Called.class);
    assertThat(previewed.isSettled(2)).isFalse();

    PlanRun waits = runs.carryOut(previewed, 2, StepOrder.by(ANA));
    StepResult.Waits asked = (StepResult.Waits) latest(waits, 2);
    assertThat(deleted).isEmpty();

    String token = toolbox.approve(asked.requestId(), BO, run.scope());
    PlanRun done = runs.carryOut(waits, 2, StepOrder.by(ANA).approvedBy(token));

    assertThat(deleted).containsExactly("a");
    assertThat(done.isSettled(2)).as("what it did is for somebody to say").isFalse();
    assertThatThrownBy(() -> runs.carryOut(done, 2, StepOrder.by(ANA)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("was carried out at 2026-05-12T03:00:00Z");
    assertThat(runs.done(done, 2, StepWord.of(ANA), Effect.MITIGATED).isSettled(2)).isTrue();
  }

  @Test
  void aWordThatWasGivenIsKeptAndWhoAskedCarriesItOutOnce() {
    PlanRun waits = runs.carryOut(run, 2, StepOrder.by(ANA));
    assertThatThrownBy(() -> runs.approve(waits, 2, ANA))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("second person");
    assertThatThrownBy(() -> runs.approve(waits, 1, BO))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("does not wait");

    // That somebody looks again takes nothing back.
    PlanRun looked = runs.carryOut(waits, 2, StepOrder.preview(BO));
    runs.approve(looked, 2, BO);
    PlanRun agreed = runs().find(run.id()).orElseThrow();
    assertThat(latest(agreed, 2))
        .isInstanceOfSatisfying(
            StepResult.Approved.class,
            it -> {
              assertThat(it.by()).isEqualTo("bo");
              assertThat(it.requester()).isEqualTo("ana");
            });
    assertThat(agreed.isSettled(2)).isFalse();
    assertThat(latest(runs.carryOut(agreed, 2, StepOrder.by(BO)), 2))
        .isInstanceOf(StepResult.Waits.class);

    PlanRun done = runs.carryOut(agreed, 2, StepOrder.by(ANA));

    assertThat(latest(done, 2))
        .isInstanceOfSatisfying(
            StepResult.Called.class, it -> assertThat(it.end()).isEqualTo(End.SUCCEEDED));
    assertThat(deleted).containsExactly("a");
    assertThatThrownBy(() -> runs.carryOut(done, 2, StepOrder.by(ANA)))
        .hasMessageContaining("was carried out");
    assertThat(latest(runs.carryOut(agreed, 2, StepOrder.by(ANA)), 2))
        .isInstanceOfSatisfying(
            StepResult.Called.class, it -> assertThat(it.end()).isEqualTo(End.REFUSED));
    assertThat(deleted).containsExactly("a");
  }

  @Test
  void theRunsOfAnIncidentAreFoundTheLastFirst() {
    MemoryId incident = MemoryId.named("test", "incident");
    assertThat(runs.within(incident)).isEmpty();
    PlanRun first = runs.start(plan, at("orders"), ANA, incident);
    runs.start(plan, at("orders"), ANA, MemoryId.named("test", "another"));
    PlanRun last = runs.start(plan, at("orders"), BO, incident);
    runs.carryOut(first, 1, StepOrder.by(ANA));

    List<PlanRun> found = runs().within(incident);

    assertThat(found).extracting(PlanRun::id).containsExactly(last.id(), first.id());
    assertThat(found.getLast().latest(1)).isPresent();
  }

  @Test
  void whatNoToolDoesIsAPersonsToDoAndMayNeedAnothersWord() {
    assertThatThrownBy(() -> runs.carryOut(run, 4, StepOrder.by(ANA)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is for a person to do");
    for (String approver : new String[] {null, "ana"}) {
      assertThatThrownBy(() -> runs.done(run, 3, new StepWord(ANA, "", approver), Effect.RESOLVED))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("needs approval of a second person (ADMIN)");
    }
    PlanRun done = runs.done(run, 3, new StepWord(ANA, "key AKIAIOSFODNN7EXAMPLE", "bo"), null);
    assertThat(latest(done, 3))
        .isInstanceOfSatisfying(
            StepResult.Done.class,
            it -> {
              assertThat(it.approvedBy()).isEqualTo("bo");
              assertThat(it.note()).startsWith("key ").doesNotContain("AKIA");
            });
    assertThatThrownBy(() -> runs.skipped(run, 5, StepWord.of(ANA)))
        .hasMessageContaining("has the steps 1 to 4");
  }

  @Test
  void aRunIsReadBackWithEveryWordOnIt() {
    PlanRun told = runs.carryOut(run, 1, StepOrder.by(ANA));
    told = runs.carryOut(told, 2, StepOrder.by(ANA));
    told = runs.skipped(told, 2, new StepWord(BO, "no need", null));
    told = runs.done(told, 3, new StepWord(BO, "slow", "ana"), Effect.WORSENED);
    told = runs.failed(told, 4, StepWord.of(ANA));

    PlanRun read = runs().last().orElseThrow();

    assertThat(read).isEqualTo(told);
    assertThat(runs().find(run.id())).contains(told);
    assertThat(runs().find(new java.util.UUID(1, 2))).isEmpty();
    assertThat(read.next()).isEmpty();
  }

  @Test
  void memoryLearnsTheLastWordOnEachStep() {
    PlanRun told = runs.failed(run, 4, StepWord.of(ANA));
    told = runs.done(told, 4, StepWord.of(ANA), Effect.RESOLVED);
    told = runs.done(told, 3, new StepWord(ANA, "", "bo"), null);
    told = runs.skipped(told, 2, StepWord.of(ANA));

    Outcome outcome = RunOutcome.of(told, Effect.RESOLVED, TestMemories.NOW).build();

    assertThat(outcome.steps())
        .containsExactly(
            new Outcome.Step(TestMemories.id("R"), "Delete it", null),
            new Outcome.Step(TestMemories.id("R"), "Call the vendor", Effect.RESOLVED));
    assertThat(outcome.key()).contains("plan-run/" + run.id());
  }

  @Test
  void aPlanWithoutStepsIsNotStarted() {
    assertThatThrownBy(() -> runs.start(Plans.plan(), at("orders"), ANA))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("has no steps");
  }
}
