package io.runbookmemory.examples.run;

import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.prometheus.PrometheusClient;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.playbook.AuditOptions;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.oncall.run.PlanQueries;
import io.runbookmemory.oncall.run.PlanRuns;
import io.runbookmemory.oncall.run.StepCalls;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.tool.Tool;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs of a command, with the audit log and the ledger that they need while it lasts. */
final class RunRoom implements AutoCloseable {

  private static final String WRITER = "arm-step";
  private static final String TOKEN = "ARM_PROMETHEUS_TOKEN";

  private final LedgerStore ledgers;
  private final AuditFolder folder;
  private final PlanRuns runs;

  private RunRoom(LedgerStore ledgers, AuditFolder folder, PlanRuns runs) {
    this.ledgers = ledgers;
    this.folder = folder;
    this.runs = runs;
  }

  static RunRoom open(
      StoreOptions store, RunOptions where, AuditOptions audit, @Nullable URI prometheus) {
    LedgerStore ledgers = where.open(store.url());
    AuditFolder folder = null;
    try {
      folder = AuditFolder.open(audit.folder(store.url()));
      GuardedToolbox toolbox =
          GuardedToolbox.builder(
                  AuditLog.open(folder, folder, audit.key(), WRITER),
                  (caller, scope) -> Optional.of(Role.RESPONDER),
                  new PatternRedactor(),
                  InstantSource.system())
              .tools(tools(prometheus))
              .build();
      StepCalls calls = new StepCalls(toolbox, PlanQueries.builder(toolbox).build(), null);
      PlanRuns runs =
          new PlanRuns(
              ledgers.ledger(store.tenant()), calls, new PatternRedactor(), InstantSource.system());
      return new RunRoom(ledgers, folder, runs);
    } catch (RuntimeException e) {
      if (folder != null) {
        folder.close();
      }
      ledgers.close();
      throw e;
    }
  }

  private static List<Tool> tools(@Nullable URI prometheus) {
    if (prometheus == null) {
      return List.of();
    }
    Endpoint.Builder endpoint = Endpoint.builder(prometheus).allowPlainHttp();
    String token = System.getenv(TOKEN);
    if (token != null && !token.isBlank()) {
      endpoint.credentials(Credentials.bearer(token::strip));
    }
    return new PrometheusClient(endpoint.build()).tools();
  }

  PlanRuns runs() {
    return runs;
  }

  /** Returns whoever sits at the keyboard. */
  static Caller caller() {
    return Caller.of(System.getProperty("user.name"));
  }

  @Override
  public void close() {
    try (ledgers) {
      folder.close();
    }
  }
}
