package io.runbookmemory.examples.command.series;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.option.SeriesFile;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.metric.Anomaly;
import io.runbookmemory.metric.AnomalyDetector;
import io.runbookmemory.metric.Band;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm anomalies}: what was unusual in a series. */
@Command(
    name = "anomalies",
    description = {
      "Judge every sample of a series by those before it, and print the anomalies.",
      "With --json: JSON Lines, one object for every sample, with timestamp, value, anomaly, score"
          + " (0.5 is the limit), expected ([low, high] or null), cause and reason."
    })
public final class AnomaliesCommand implements Callable<Integer> {

  @Mixin private SeriesFile series = new SeriesFile();

  @Option(
      names = "--simple",
      description =
          "The simple mode: every value two standard deviations off the mean of seven days.")
  private boolean simple;

  @Option(
      names = "--step",
      converter = DurationConverter.class,
      paramLabel = "LENGTH",
      description = "The time between two samples, such as 5m (the median of the first 20 gaps).")
  private @Nullable Duration step;

  @Option(
      names = "--cool-down",
      converter = DurationConverter.class,
      paramLabel = "LENGTH",
      description = "No further anomaly for so long after one (24h; with --simple none).")
  private @Nullable Duration coolDown;

  @Mixin private DataOutput output = new DataOutput();

  private long found;

  /** Creates the command; picocli calls it. */
  public AnomaliesCommand() {}

  @Override
  public Integer call() {
    AnomalyDetector detector = detector();
    long rows = series.read((at, value) -> print(detector.add(at, value)));
    series.complainOf(detector.skipped(), output);
    if (!output.json()) {
      output.line(found + (found == 1 ? " anomaly" : " anomalies") + " in " + rows + " samples");
    }
    return ExitStatus.OK;
  }

  private AnomalyDetector detector() {
    AnomalyDetector.Builder builder = AnomalyDetector.builder();
    if (simple) {
      builder.twoSigma();
    }
    if (step != null) {
      builder.step(step);
    }
    if (coolDown != null) {
      builder.coolDown(coolDown);
    }
    return builder.build();
  }

  private void print(Anomaly judged) {
    found += judged.anomaly() ? 1 : 0;
    if (output.json()) {
      output.line(json(judged).toString());
    } else if (judged.anomaly()) {
      output.line(
          String.format(
              Locale.ROOT,
              "%s  %s  score %.2f: %s",
              judged.at(),
              judged.value(),
              judged.score(),
              judged.reason()));
    }
  }

  private static ObjectNode json(Anomaly judged) {
    ObjectNode node = Output.object().put("timestamp", judged.at().toString());
    if (Double.isFinite(judged.value())) {
      node.put("value", judged.value());
    } else {
      node.putNull("value");
    }
    node.put("anomaly", judged.anomaly()).put("score", judged.score());
    if (judged.expected().equals(Band.ANY)) {
      node.putNull("expected");
    } else {
      node.putArray("expected").add(judged.expected().low()).add(judged.expected().high());
    }
    return node.put("cause", judged.cause().name()).put("reason", judged.reason());
  }
}
