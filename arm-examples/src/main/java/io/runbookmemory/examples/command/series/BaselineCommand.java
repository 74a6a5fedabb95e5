package io.runbookmemory.examples.command.series;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.option.SeriesFile;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.metric.Baseline;
import io.runbookmemory.metric.BaselineCheck;
import io.runbookmemory.metric.MetricSeries;
import io.runbookmemory.metric.WeeklyBaseline;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm baseline}: what is normal for a series. */
@Command(
    name = "baseline",
    description = {
      "Tell what is normal for a series, seen from its last sample, as Prometheus'"
          + " avg_over_time, stddev_over_time and quantile_over_time have it.",
      "Exit code 1 if there is no sample to tell it from, or the value of --check is not normal."
    })
public final class BaselineCommand implements Callable<Integer> {

  private static final Duration WEEKS = Duration.ofDays(28);

  @Mixin private SeriesFile series = new SeriesFile();

  @Option(
      names = "--window",
      converter = DurationConverter.class,
      paramLabel = "LENGTH",
      description = "How much of the past (7d; 28d with --hour-of-week).")
  private @Nullable Duration window;

  @Option(
      names = "--hour-of-week",
      description = "Only the hour of the week that the last sample lies in.")
  private boolean hourOfWeek;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Whose clock tells the hour, such as Europe/Berlin (UTC).")
  private ZoneId zone = ZoneOffset.UTC;

  @Option(names = "--check", paramLabel = "VALUE", description = "A value to hold against it.")
  private @Nullable Double check;

  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public BaselineCommand() {}

  @Override
  public Integer call() {
    if (check != null && !Double.isFinite(check)) {
      throw output.usage("--check must be a finite number, got " + check);
    }
    Duration length = window != null ? window : hourOfWeek ? WEEKS : Baseline.DEFAULT_LENGTH;
    Optional<Baseline> baseline = baseline(series.last(length, output), length);
    if (baseline.isEmpty()) {
      output.complain("arm: the series has no sample to tell a baseline from");
      return ExitStatus.NEGATIVE;
    }
    return print(baseline.get());
  }

  private Optional<Baseline> baseline(MetricSeries samples, Duration length) {
    Optional<Instant> last = samples.last();
    if (last.isEmpty()) {
      return Optional.empty();
    }
    return hourOfWeek
        ? WeeklyBaseline.of(series.name(), samples, zone).at(last.get())
        : Baseline.rolling(series.name(), samples, last.get(), length);
  }

  private int print(Baseline baseline) {
    BaselineCheck checked = check == null ? null : baseline.check(check);
    if (output.json()) {
      ObjectNode node = Output.object().put("metric", baseline.metric().toString());
      node.put("period", baseline.period());
      baseline.values().forEach(node::put);
      if (checked != null) {
        node.putObject("check")
            .put("value", checked.value())
            .put("state", checked.state().name())
            .put("message", checked.message());
      }
      output.print(node);
    } else {
      output.line(
          checked == null ? baseline.toString() : checked.state() + " " + checked.message());
    }
    return checked == null || checked.state() == BaselineCheck.State.NORMAL
        ? ExitStatus.OK
        : ExitStatus.NEGATIVE;
  }
}
