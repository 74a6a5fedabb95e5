package io.runbookmemory.examples.slo;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.journal.report.BudgetLine;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;

/** An objective and its series, which go together: {@code arm classify}'s, for other commands. */
public final class BudgetOptions {

  @ArgGroup(exclusive = false, multiplicity = "1")
  private ObjectiveOptions objective = new ObjectiveOptions();

  @ArgGroup(exclusive = false, multiplicity = "1")
  private SeriesOptions series = new SeriesOptions();

  @ArgGroup(exclusive = false)
  private MaintenanceOptions maintenance = new MaintenanceOptions();

  /** Creates the options; picocli calls it. */
  public BudgetOptions() {}

  /** Refuses what does not go together, before anything is read. */
  public void check(Output output) {
    series.check(output);
  }

  /** Returns the last verdict that {@code arm classify} prints of the same options. */
  public Classification classify(Output output) {
    Slo slo = objective.read();
    BurnRatePolicy policy = objective.policy(slo, output);
    SliSeries counted = counts(slo, output);
    Last last = new Last();
    new SeriesReplay(slo, policy, counted, output).run(last);
    if (last.judged == null) {
      throw new InvalidInputException(slo.name(), "must have at least 1 sample, got 0");
    }
    return last.judged;
  }

  /** Returns the objective. */
  public Slo slo() {
    return objective.read();
  }

  /** Returns what the objective counts. */
  public SliSeries counts(Slo slo, Output output) {
    return SeriesOptions.counted(
        slo, maintenance.counted(series.read(slo, output).series(), output));
  }

  /** Returns where the counts are from, for people to read. */
  public String source() {
    return series.source();
  }

  /** Returns what of the budget went in a period, and what is left at its end. */
  public BudgetLine spent(Instant from, Instant to, Output output) {
    Slo slo = objective.read();
    return BudgetLine.of(slo, counts(slo, output), from, to);
  }

  private static final class Last implements BiConsumer<Instant, Classification> {

    private @Nullable Classification judged;

    @Override
    public void accept(Instant at, Classification now) {
      judged = now;
    }
  }
}
