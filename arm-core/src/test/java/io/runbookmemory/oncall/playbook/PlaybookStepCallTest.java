package io.runbookmemory.oncall.playbook;

import static io.runbookmemory.oncall.playbook.Workshop.ADA;
import static io.runbookmemory.oncall.playbook.Workshop.PROD;
import static io.runbookmemory.oncall.playbook.Workshop.REX;
import static io.runbookmemory.oncall.playbook.Workshop.START;
import static io.runbookmemory.oncall.playbook.Workshop.action;
import static io.runbookmemory.oncall.playbook.Workshop.playbook;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.oncall.PlannedCall;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.oncall.run.PlanQueries;
import io.runbookmemory.oncall.run.PlanRun;
import io.runbookmemory.oncall.run.PlanRuns;
import io.runbookmemory.oncall.run.RunStep;
import io.runbookmemory.oncall.run.StepCalls;
import io.runbookmemory.oncall.run.StepOrder;
import io.runbookmemory.oncall.run.StepResult;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step of a plan that names a playbook. */
class PlaybookStepCallTest {

  private static final PlanRun RUN =
      new PlanRun(
          new UUID(1, 2),
          START,
          "rex",
          PROD,
          "down",
          null,
          List.of(
              new RunStep(
                  1,
                  PlannedStep.Kind.MITIGATE,
                  "Run fix",
                  "Run fix",
                  TestMemories.id("R"),
                  null,
                  null,
                  new PlannedCall(PlannedCall.Kind.PLAYBOOK, "fix", null),
                  null)),
          List.of());

  private static PlanRuns runs(Workshop shop, ExactMemoryStore store) {
    PlaybookRunner runner =
        shop.runner(playbook(action("scale").build(), action("drop").build()).build());
    StepCalls calls =
        new StepCalls(shop.toolbox(), PlanQueries.builder(shop.toolbox()).build(), runner);
    Scope scope = RUN.scope();
    return new PlanRuns(
        store.ledger(scope.tenant()), calls, new PatternRedactor(), InstantSource.fixed(START));
  }

  @Test
  void itWaitsForApprovalAndGoesOnWithoutDoingAnythingTwice(@TempDir Path folder) {
    try (Workshop shop = new Workshop(folder);
        ExactMemoryStore store = new ExactMemoryStore()) {
      PlanRuns runs = runs(shop, store);

      PlanRun previewed = runs.carryOut(RUN, 1, StepOrder.preview(REX));
      assertThat(shop.ran).isEmpty();
      PlanRun waits = runs.carryOut(previewed, 1, StepOrder.by(REX));
      StepResult.Waits asked = (StepResult.Waits) waits.latest(1).orElseThrow();
      assertThat(shop.ran).containsExactly("scale");
      runs.carryOut(waits, 1, StepOrder.by(REX));
      assertThat(shop.ran).as("asked again, not begun again").containsExactly("scale");

      String token = shop.toolbox().approve(asked.requestId(), ADA, PROD);
      PlanRun done = runs.carryOut(waits, 1, StepOrder.by(REX).approvedBy(token));

      assertThat(shop.ran).containsExactly("scale", "drop");
      assertThat(done.latest(1).orElseThrow())
          .isInstanceOfSatisfying(
              StepResult.Called.class,
              it -> assertThat(it.end()).isEqualTo(StepResult.End.SUCCEEDED));
    }
  }

  @Test
  void anotherProcessDoesNotBeginItAnew(@TempDir Path folder) {
    try (Workshop shop = new Workshop(folder);
        ExactMemoryStore store = new ExactMemoryStore()) {
      PlanRun waits = runs(shop, store).carryOut(RUN, 1, StepOrder.by(REX));

      PlanRun elsewhere = runs(shop, store).carryOut(waits, 1, StepOrder.by(REX));

      assertThat(shop.ran).containsExactly("scale");
      assertThat(elsewhere.latest(1).orElseThrow().toString()).contains("it was begun before");
    }
  }
}
