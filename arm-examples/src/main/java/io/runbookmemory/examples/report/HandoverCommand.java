package io.runbookmemory.examples.report;

import io.runbookmemory.examples.incident.IncidentLookup;
import io.runbookmemory.examples.incident.MomentConverter;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.journal.deploy.DeploymentLog;
import io.runbookmemory.journal.report.HandoverWriter;
import io.runbookmemory.journal.report.Period;
import io.runbookmemory.journal.report.ShiftHandover;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm report handover}. */
@Command(
    name = "handover",
    description = "Write what the next shift has to know: what is open, what ended, what to watch.")
final class HandoverCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Option(
      names = "--shift",
      paramLabel = "LENGTH",
      defaultValue = "12h",
      converter = DurationConverter.class,
      description = "How long the shift was (default: ${DEFAULT-VALUE}).")
  private Duration shift = Duration.ofHours(12);

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "When it ends (default: now).")
  private @Nullable Instant at;

  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    Instant end = Objects.requireNonNullElseGet(at, Instant::now);
    Period period = new Period(end.minus(shift), end, ZoneId.systemDefault());
    try (MemoryStore open = store.openToRead();
        LedgerStore ledgers = store.openLedgers()) {
      DeploymentLog deployments =
          new DeploymentLog(open.reader(store.tenant()), any -> ServiceGraph.EMPTY);
      ShiftHandover handover =
          new HandoverWriter(
                  new IncidentLookup(ledgers, store.tenant()).journal(),
                  new AlertLog(ledgers.ledger(store.tenant())),
                  deployments)
              .write(period);
      output.line(output.json() ? handover.toJson() : handover.toText().stripTrailing());
      return ExitStatus.OK;
    }
  }
}
