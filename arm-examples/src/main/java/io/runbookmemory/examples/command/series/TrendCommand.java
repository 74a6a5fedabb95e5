package io.runbookmemory.examples.command.series;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.option.SeriesFile;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.metric.Crossing;
import io.runbookmemory.metric.Forecast;
import io.runbookmemory.metric.MetricSeries;
import io.runbookmemory.metric.Trend;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm trend}: when a series reaches a threshold. */
@Command(
    name = "trend",
    description = {
      "Tell when a series reaches a threshold, seen from its last sample, with an 80 %% interval:"
          + " by the robust line of Theil and Sen, or that of Prometheus' predict_linear.",
      "Exit code 1 if there are too few samples or too much noise to tell."
    })
public final class TrendCommand implements Callable<Integer> {

  @Mixin private SeriesFile series = new SeriesFile();

  @Option(
      names = "--threshold",
      required = true,
      paramLabel = "VALUE",
      description = "The value to be reached.")
  private double threshold;

  @Option(names = "--below", description = "It is reached from above, as free space runs out.")
  private boolean below;

  @Option(
      names = "--window",
      converter = DurationConverter.class,
      paramLabel = "LENGTH",
      description = "How much of the past to look at (6h).")
  private Duration window = Duration.ofHours(6);

  @Option(names = "--least-squares", description = "The line of predict_linear.")
  private boolean leastSquares;

  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public TrendCommand() {}

  @Override
  public Integer call() {
    if (!Double.isFinite(threshold)) {
      throw output.usage("--threshold must be a finite number, got " + threshold);
    }
    MetricSeries samples = series.last(window, output);
    Optional<Trend> trend = leastSquares ? Trend.leastSquares(samples) : Trend.robust(samples);
    Crossing crossing = below ? Crossing.DOWNWARDS : Crossing.UPWARDS;
    Forecast forecast =
        trend
            .map(line -> line.reaches(threshold, crossing))
            .orElse(new Forecast.TooFewSamples(samples.size()));
    if (output.json()) {
      output.print(json(forecast, trend, samples.size()));
    } else {
      output.line(series.name() + " " + forecast.words(threshold));
    }
    return switch (forecast) {
      case Forecast.TooNoisy noisy -> ExitStatus.NEGATIVE;
      case Forecast.TooFewSamples few -> ExitStatus.NEGATIVE;
      case Forecast.Reaches reaches -> ExitStatus.OK;
      case Forecast.AlreadyThere already -> ExitStatus.OK;
      case Forecast.NeverReaches never -> ExitStatus.OK;
      case Forecast.TooFarAhead far -> ExitStatus.OK;
    };
  }

  private ObjectNode json(Forecast forecast, Optional<Trend> trend, int samples) {
    ObjectNode node = Output.object().put("metric", series.name().toString());
    node.put("threshold", threshold).put("forecast", forecast.getClass().getSimpleName());
    node.put("samples", samples);
    trend.ifPresent(line -> node.put("slopePerSecond", line.slope()));
    if (forecast instanceof Forecast.Reaches reaches) {
      node.put("now", reaches.now().toString());
      node.put("at", reaches.at().toString());
      node.put("secondsAhead", Duration.between(reaches.now(), reaches.at()).toMillis() / 1e3);
      node.putArray("interval80")
          .add(reaches.earliest().toString())
          .add(reaches.latest().toString());
    }
    return node.put("words", forecast.words(threshold));
  }
}
