package io.runbookmemory.examples.run;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.incident.ActOptions;
import io.runbookmemory.examples.option.PrometheusUrl;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.StoreOptions.OpenMemory;
import io.runbookmemory.examples.playbook.AuditOptions;
import io.runbookmemory.examples.playbook.PlaybookOption;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.approval.Approvals;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.oncall.PlannedCall;
import io.runbookmemory.oncall.playbook.PlaybookCatalog;
import io.runbookmemory.oncall.run.PlanRun;
import io.runbookmemory.oncall.run.StepOrder;
import io.runbookmemory.oncall.run.StepResult;
import io.runbookmemory.store.audit.LedgerTokenUses;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What steps are carried out with: Prometheus, the tools over memory, playbooks, and the guard. */
final class StepTools {

  private static final String WRITER = "arm-step";

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description = "Where PromQL is asked; with the token in ARM_PROMETHEUS_TOKEN, if set.")
  private @Nullable URI prometheus;

  @Mixin private PlaybookOption playbooks = new PlaybookOption();
  @Mixin private ActOptions acts = new ActOptions();
  @Mixin private AuditOptions audit = new AuditOptions();

  /** Carries out a step, or looks what that would do. */
  PlanRun carryOut(RunRoom room, StoreOptions store, PlanRun run, int number, StepOrder order) {
    PlaybookCatalog catalog = playbooks.catalog();
    PlannedCall call = run.step(number).call();
    if (call != null && call.kind() == PlannedCall.Kind.PLAYBOOK) {
      requireKnown(catalog, call.name(), number);
    }
    boolean reads = order.dryRun() || call == null || looks(call, catalog);
    try (OpenMemory memory = call == null ? null : memory(store, reads);
        LedgerStore ledgers = acts.isOn() ? store.openLedgers() : null;
        AuditFolder folder = AuditFolder.open(audit.folder(store.url()))) {
      List<Tool> tools =
          new ArrayList<>(
              prometheus == null ? List.of() : PrometheusUrl.client(prometheus).tools());
      if (memory != null) {
        tools.addAll(memory.memory().tools());
      }
      GuardedToolbox.Builder box = toolbox(room, folder, Role.RESPONDER).tools(tools);
      GuardedToolbox toolbox =
          ledgers == null ? box.build() : acts.box(box, ledgers, store.tenant(), run.incident());
      return new StepBox(toolbox, catalog).carryOut(room.ledger(), run, number, order);
    }
  }

  private static OpenMemory memory(StoreOptions store, boolean reads) {
    return reads ? store.openToReadWithModel() : store.openWithModel();
  }

  private boolean looks(PlannedCall call, PlaybookCatalog catalog) {
    return call.kind() == PlannedCall.Kind.PLAYBOOK
        ? catalog.effect(call.name()) == ToolEffect.READ_ONLY
        : playbooks.tools().stream()
            .filter(tool -> tool.name().equals(call.name()))
            .allMatch(tool -> tool.effect() == ToolEffect.READ_ONLY);
  }

  private static void requireKnown(PlaybookCatalog catalog, String name, int number) {
    if (catalog.playbook(name).isEmpty()) {
      throw new InvalidInputException(
          "step " + number,
          "is carried out by the playbook " + name + ": say with --playbooks where it is");
    }
  }

  /**
   * Agrees to what a step waits for, as another person than who asked. Who has the key that
   * requests are signed with counts as an admin.
   *
   * @return the token
   */
  String approve(RunRoom room, StoreOptions store, PlanRun run, int number) {
    StepResult latest = run.latest(run.step(number).number()).orElse(null);
    if (!(latest instanceof StepResult.Waits waits)) {
      throw new InvalidInputException("step " + number, "does not wait for a second person");
    }
    try (AuditFolder folder = AuditFolder.open(audit.folder(store.url()))) {
      return toolbox(room, folder, Role.ADMIN)
          .build()
          .approve(waits.requestId(), RunRoom.caller(), run.scope());
    }
  }

  private GuardedToolbox.Builder toolbox(RunRoom room, AuditFolder folder, Role role) {
    SigningKey key = audit.key();
    InstantSource clock = InstantSource.system();
    return GuardedToolbox.builder(
            AuditLog.open(folder, folder, key, WRITER),
            (caller, scope) -> Optional.of(role),
            new PatternRedactor(),
            clock)
        .approvals(new Approvals(key, new LedgerTokenUses(room.ledger()), clock));
  }

  /** Returns the playbooks that were named. */
  PlaybookCatalog catalog() {
    return playbooks.catalog();
  }
}
