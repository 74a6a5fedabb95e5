package io.runbookmemory.examples.daemon;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import io.runbookmemory.tool.PreviewingTool;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The pods of a team, what was done to them, and a runbook that says what to do. */
final class FakePods {

  static final MemoryId RUNBOOK = MemoryId.named("wiki", "pool");

  /** How long each tool may take. */
  static final Duration LONGEST = Duration.ofMinutes(15);

  /** The runbook's steps, in the plan's order. */
  static final int LOOK = 1;

  static final int SCALE = 2;
  static final int RESTART = 3;
  static final int CALL_THE_VENDOR = 4;

  private final List<String> done = new CopyOnWriteArrayList<>();
  private final List<Duration> given = new CopyOnWriteArrayList<>();
  private volatile Runnable meanwhile = () -> {};

  /** Returns the tools: one looks, one can be undone, one destroys. */
  List<Tool> tools() {
    return List.of(
        tool("list_pods", ToolEffect.READ_ONLY),
        tool("scale_up", ToolEffect.REVERSIBLE),
        tool("restart_pods", ToolEffect.DESTRUCTIVE));
  }

  /** Does something while a tool runs. */
  void meanwhile(Runnable work) {
    meanwhile = work;
  }

  /** Returns what was done, in order. */
  List<String> done() {
    return List.copyOf(done);
  }

  /** Returns how long each had for what was done, in order. */
  List<Duration> given() {
    return List.copyOf(given);
  }

  private Tool tool(String name, ToolEffect effect) {
    ToolContract contract =
        ToolContract.builder(name, "Does " + name + ".").effect(effect).timeout(LONGEST).build();
    return new PreviewingTool() {
      @Override
      public ToolContract contract() {
        return contract;
      }

      @Override
      public ToolResult preview(ToolInvocation invocation) {
        return new ToolResult.Succeeded("{\"would\":\"" + name + " of 3 pods\"}");
      }

      @Override
      public ToolResult run(ToolInvocation invocation) {
        meanwhile.run();
        given.add(invocation.timeout());
        done.add(name);
        return new ToolResult.Succeeded("{\"did\":\"" + name + " of 3 pods\"}");
      }
    };
  }

  /** Remembers the runbook in a store that no daemon has open. */
  static void remember(Path store) {
    remember(store, "list_pods {}", "scale_up {}", "restart_pods {}");
  }

  /**
   * Remembers one with the calls of other tools.
   *
   * @param calls the first, the second and the third step's, and what follows a person's
   */
  static void remember(Path store, String... calls) {
    List<RunbookStep> steps = new ArrayList<>();
    steps.add(new RunbookStep("Diagnosis", "Which pods are there?", "arm", calls[0]));
    steps.add(new RunbookStep("Mitigation", "Add pods", "arm", calls[1]));
    steps.add(new RunbookStep("Mitigation", "Restart the pods", "arm", calls[2]));
    for (int i = 3; i < calls.length; i++) {
      steps.add(new RunbookStep("Mitigation", "Do " + i, "arm", calls[i]));
    }
    steps.add(new RunbookStep("Mitigation", "Ring the vendor", null, null));
    Runbook runbook =
        Runbook.builder("# Pool exhausted of checkout")
            .alerts(List.of("PoolExhausted"))
            .steps(steps)
            .build();
    try (SqliteMemoryStore open = SqliteMemoryStore.open(store);
        FakeEmbeddingModel model = new FakeEmbeddingModel();
        RunbookMemory memory = RunbookMemory.builder(open).model(model).build()) {
      memory.remember(
          Memory.builder(
                  RUNBOOK,
                  Scope.of(Tenant.DEFAULT).withService("checkout"),
                  "Pool exhausted of checkout",
                  runbook,
                  Instant.now())
              .provenance(new Provenance("wiki", "pool", null, TrustTier.CURATED))
              .build());
    }
  }
}
