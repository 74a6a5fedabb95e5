package io.runbookmemory.examples.command;

import io.runbookmemory.connectors.openslo.OpenSloReader;
import io.runbookmemory.connectors.sli.SliCsvReader;
import io.runbookmemory.examples.option.SituationOptions;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.PlanView;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.slo.BurnRateClassifier;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm plan}: what to do next. */
@Command(
    name = "plan",
    description = "Recall, judge the error budget if a series is given, and print what to do.")
public final class PlanCommand implements Callable<Integer> {

  /** An SLO and its series, which go together. */
  static final class Budget {

    @Option(names = "--slo", required = true, paramLabel = "SLO.yaml", description = "OpenSLO v1.")
    private Path slo = Path.of("");

    @Option(
        names = "--series",
        required = true,
        paramLabel = "SERIES.csv",
        description = "Columns timestamp,good,total; judged at its last sample.")
    private Path series = Path.of("");

    Classification classify() {
      Slo objective = OpenSloReader.readOne(slo);
      SliSeries samples = SliCsvReader.read(series);
      BurnRatePolicy policy = BurnRatePolicy.workbook(objective.period()).feasibleFor(objective);
      return new BurnRateClassifier(objective, policy)
          .classify(samples, samples.last().orElse(Instant.EPOCH));
    }
  }

  @ArgGroup(exclusive = false)
  private @Nullable Budget budget;

  @Mixin private SituationOptions options = new SituationOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public PlanCommand() {}

  @Override
  public Integer call() {
    Situation situation = options.read(store, output);
    Classification classification = budget == null ? null : budget.classify();
    try (var open = store.openToReadWithModel()) {
      ActionPlan plan = open.memory().plan(situation, classification);
      if (output.json()) {
        output.print(PlanView.json(plan));
      } else {
        new PlanView(output).print(plan);
      }
      return plan.steps().isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
    }
  }
}
