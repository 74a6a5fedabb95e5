package io.runbookmemory.examples.slo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.sli.BudgetEventReader;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.budget.BudgetEvent;
import io.runbookmemory.slo.budget.BudgetLedger;
import io.runbookmemory.slo.budget.ReleaseGate;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm slo budget}: what is left, what it was spent on, and what may be released. */
@Command(
    name = "budget",
    description = {
      "Print what is left of an error budget at the last sample, what it was spent on, and what may"
          + " be released.",
      "Exit code 1 if nothing may but fixes."
    })
final class BudgetCommand implements Callable<Integer> {

  @Mixin private ObjectiveOptions objective = new ObjectiveOptions();
  @Mixin private SeriesOptions series = new SeriesOptions();
  @Mixin private MaintenanceOptions maintenance = new MaintenanceOptions();

  @Option(
      names = "--events",
      paramLabel = "FILE.csv",
      description = "Incidents and deployments: columns kind,name,from,to.")
  private @Nullable Path events;

  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    series.check(output);
    Slo slo = objective.read();
    List<BudgetEvent> known = events == null ? List.of() : BudgetEventReader.read(events);
    SliSeries counted =
        SeriesOptions.counted(slo, maintenance.counted(series.read(slo, output).series(), output));
    Instant at =
        counted
            .last()
            .orElseThrow(
                () -> new InvalidInputException(slo.name(), "must have at least 1 sample, got 0"));
    BudgetLedger ledger = BudgetLedger.of(slo, counted, known, at);
    ReleaseGate.Decision gate = ReleaseGate.DEFAULT.decide(ledger.budget());
    if (output.json()) {
      output.print(json(slo, at, ledger, gate));
    } else {
      print(slo, at, ledger, gate);
    }
    return gate.state() == ReleaseGate.State.FROZEN ? ExitStatus.NEGATIVE : ExitStatus.OK;
  }

  private void print(Slo slo, Instant at, BudgetLedger ledger, ReleaseGate.Decision gate) {
    output.line(slo + ", at " + at);
    output.line(percent(ledger.budget().remaining()) + " of the budget left, spent on");
    for (BudgetLedger.Entry entry : ledger.entries()) {
      BudgetEvent event = entry.event();
      output.line(
          percent(entry.spent())
              + " "
              + event.kind()
              + " "
              + event.name()
              + ", "
              + event.from()
              + " to "
              + event.to());
    }
    output.line(percent(ledger.elsewhere()) + " what no event accounts for");
    output.line("Releases: " + gate.state() + ": " + gate.why());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%8.2f %%", 100 * share);
  }

  private static ObjectNode json(
      Slo slo, Instant at, BudgetLedger ledger, ReleaseGate.Decision gate) {
    ObjectNode node = Output.object().put("slo", slo.name()).put("at", at.toString());
    node.put("left", ledger.budget().remaining()).put("spent", ledger.budget().spent());
    ArrayNode entries = node.putArray("entries");
    for (BudgetLedger.Entry entry : ledger.entries()) {
      entries
          .addObject()
          .put("kind", entry.event().kind())
          .put("name", entry.event().name())
          .put("from", entry.event().from().toString())
          .put("to", entry.event().to().toString())
          .put("spent", entry.spent());
    }
    node.put("elsewhere", ledger.elsewhere());
    return node.put("releases", gate.state().name()).put("why", gate.why());
  }
}
