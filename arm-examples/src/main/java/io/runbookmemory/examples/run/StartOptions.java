package io.runbookmemory.examples.run;

import io.runbookmemory.examples.incident.IncidentLookup;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.run.PlanRun;
import io.runbookmemory.oncall.run.PlanRuns;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether a plan is kept as a run. */
public final class StartOptions {

  @Option(names = "--start", description = "Keep the plan, to go on with arm step.")
  private boolean start;

  @Option(
      names = "--incident",
      paramLabel = "ID",
      description =
          "In which incident it is carried out: what steps give is written down there (the open one"
              + " of the alert, if there is one).")
  private @Nullable String incident;

  @Mixin private RunOptions where = new RunOptions();

  /** Keeps a plan that has steps, if that was asked for, and says how to go on. */
  public void keep(ActionPlan plan, Situation situation, StoreOptions store, Output output) {
    if (!start || plan.steps().isEmpty()) {
      return;
    }
    MemoryId in = incident(situation, store, output).orElse(null);
    try (LedgerStore ledgers = where.open(store.url())) {
      PlanRuns runs =
          PlanRuns.recorder(
              ledgers.ledger(store.tenant()), new PatternRedactor(), InstantSource.system());
      PlanRun run = runs.start(plan, situation, RunRoom.caller(), in);
      output.complain("arm: kept as run " + run.id() + ": go on with arm step");
    }
  }

  private Optional<MemoryId> incident(Situation situation, StoreOptions store, Output output) {
    Optional<LedgerStore> kept = store.openLedgersToRead();
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    try (LedgerStore ledgers = kept.get()) {
      IncidentLookup lookup = new IncidentLookup(ledgers, store.tenant());
      return incident == null
          ? situation.alert().flatMap(lookup::openOf)
          : lookup.find(incident, output).map(JournalIncident::id);
    }
  }
}
