package io.runbookmemory.examples.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.oncall.PlannedCall;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.oncall.playbook.PlaybookCatalog;
import io.runbookmemory.oncall.run.PlanRun;
import io.runbookmemory.oncall.run.RunStep;
import io.runbookmemory.oncall.run.StepOrder;
import io.runbookmemory.oncall.run.StepResult;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long the command line lets a step take. */
class StepBoxTest {

  private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");
  private static final Caller BO = Caller.of("bo");
  private static final Duration DRAIN = Duration.ofMinutes(15);
  private static final Duration GLANCE = Duration.ofSeconds(5);
  private static final Duration SEARCH = Duration.ofMinutes(1);

  @TempDir Path folder;

  private final List<Duration> given = new ArrayList<>();

  /** A tool that keeps how long it is given. */
  private final class Timed implements Tool {

    private final ToolContract contract;

    Timed(String name, Duration timeout) {
      this.contract =
          ToolContract.builder(name, "Does " + name + ".")
              .effect(ToolEffect.READ_ONLY)
              .timeout(timeout)
              .build();
    }

    @Override
    public ToolContract contract() {
      return contract;
    }

    @Override
    public ToolResult run(ToolInvocation invocation) {
      given.add(invocation.timeout());
      return new ToolResult.Succeeded("{}");
    }
  }

  private static RunStep step(
      int number, @Nullable PlannedCall call, @Nullable String language, @Nullable String code) {
    return new RunStep(
        number,
        PlannedStep.Kind.DIAGNOSE,
        "Look",
        "Look",
        MemoryId.named("wiki", "pool"),
        language,
        code,
        call,
        null);
  }

  private static PlannedCall call(String tool) {
    return new PlannedCall(PlannedCall.Kind.TOOL, tool, "{}");
  }

  private static PlanRun run(RunStep... steps) {
    return new PlanRun(
        UUID.randomUUID(),
        NOW,
        BO.id(),
        Scope.of(Tenant.DEFAULT),
        "it is slow",
        null,
        List.of(steps),
        List.of());
  }

  @Test
  void aStepHasAsLongAsItsToolSaysAndNoOtherTime() {
    PlanRun run =
        run(
            step(1, call("drain"), null, null),
            step(2, call("glance"), null, null),
            step(3, null, "LogQL", "{app=\"orders\"}"));
    try (AuditFolder audit = AuditFolder.open(folder);
        ExactMemoryStore store = new ExactMemoryStore()) {
      GuardedToolbox toolbox =
          GuardedToolbox.builder(
                  AuditLog.open(audit, audit, SigningKey.random(), "test"),
                  (caller, scope) -> Optional.of(Role.RESPONDER),
                  new PatternRedactor(),
                  InstantSource.fixed(NOW))
              .tools(
                  List.of(
                      new Timed("drain", DRAIN),
                      new Timed("glance", GLANCE),
                      new Timed("search_loki", SEARCH)))
              .build();
      StepBox box = new StepBox(toolbox, PlaybookCatalog.of(List.of(), List.of()));
      for (int number = 1; number <= 3; number++) {
        run = box.carryOut(store.ledger(Tenant.DEFAULT), run, number, StepOrder.by(BO));
        assertThat(run.latest(number))
            .get()
            .isInstanceOfSatisfying(
                StepResult.Called.class,
                called -> assertThat(called.end()).isEqualTo(StepResult.End.SUCCEEDED));
      }
    }
    assertThat(given).containsExactly(DRAIN, GLANCE, SEARCH);
  }
}
