package io.runbookmemory.examples.slo;

import io.runbookmemory.connectors.sli.SliReading;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm classify}: page, ticket or log. */
@Command(
    name = "classify",
    description = {
      "Decide page, ticket or log for every sample of a series, from the burn of its error budget.",
      "With --json, one object a line a sample. Exit code 1 if the last verdict is PAGE or TICKET,"
          + " and not muted."
    })
public final class ClassifyCommand implements Callable<Integer> {

  @Mixin private ObjectiveOptions objective = new ObjectiveOptions();
  @Mixin private SeriesOptions series = new SeriesOptions();
  @Mixin private MaintenanceOptions maintenance = new MaintenanceOptions();

  @Option(names = "--changes", description = "Print only the samples at which the verdict changes.")
  private boolean changesOnly;

  @Option(
      names = "--plot",
      negatable = true,
      description = {
        "Print the changes alone, and burn and budget over time below them; the default on a"
            + " terminal."
      })
  private @Nullable Boolean plot;

  @Mixin private DataOutput output = new DataOutput();
  private @Nullable Verdict before;

  /** Creates the command; picocli calls it. */
  public ClassifyCommand() {}

  @Override
  public Integer call() {
    series.check(output);
    Slo slo = objective.read();
    BurnRatePolicy policy = objective.policy(slo, output);
    SliReading read = series.read(slo, output);
    SliSeries counted = SeriesOptions.counted(slo, maintenance.counted(read.series(), output));
    if (counted.size() == 0) {
      throw new InvalidInputException(slo.name(), "must have at least 1 sample, got 0");
    }
    boolean drawn = !output.json() && (plot == null ? Ansi.AUTO.enabled() : plot);
    boolean brief = changesOnly || drawn;
    ClassificationView view = new ClassificationView(read.epochSeconds());
    BurnPlot drawing =
        new BurnPlot(counted.sample(0).at(), counted.sample(counted.size() - 1).at());
    new SeriesReplay(slo, policy, counted, output)
        .run(
            (at, judged) -> {
              if (!brief || judged.verdict() != before) {
                boolean muted = maintenance.mutes(at);
                output.line(output.json() ? view.json(at, judged, muted) : text(at, judged, muted));
              }
              before = judged.verdict();
              drawing.add(at, judged);
            });
    if (drawn) {
      drawing.lines().forEach(output::line);
    }
    boolean quiet = before == Verdict.LOG || maintenance.mutes(counted.last().orElseThrow());
    return quiet ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }

  private static String text(Instant at, Classification judged, boolean muted) {
    return at + (muted ? " muted, " : " ") + judged.summary();
  }
}
