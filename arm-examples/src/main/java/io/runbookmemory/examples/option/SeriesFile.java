package io.runbookmemory.examples.option;

import io.runbookmemory.connectors.series.SeriesCsvReader;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.metric.MetricName;
import io.runbookmemory.metric.MetricSeries;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ObjDoubleConsumer;
import picocli.CommandLine.Option;

/** The file of a gauge's samples. */
public final class SeriesFile {

  @Option(
      names = "--series",
      required = true,
      paramLabel = "FILE.csv",
      description =
          "Columns timestamp,value: ISO-8601, YYYY-MM-DD HH:MM:SS (UTC) or epoch seconds. Samples"
              + " that are not finite, or not later than the one before, are skipped and counted.")
  private Path file = Path.of("");

  /** Creates the option; picocli calls it. */
  public SeriesFile() {}

  /** Hands every sample to a receiver, in the order of the file. */
  public long read(ObjDoubleConsumer<Instant> receiver) {
    return SeriesCsvReader.read(file, receiver);
  }

  /** Returns the last part of the series, and complains of what was skipped. */
  public MetricSeries last(Duration length, Output output) {
    MetricSeries.Builder builder = MetricSeries.builder().keep(length);
    read(builder::add);
    MetricSeries series = builder.build();
    complainOf(series.skipped(), output);
    return series;
  }

  /** Says aloud how many samples did not count. */
  public void complainOf(long skipped, Output output) {
    if (skipped > 0) {
      output.complain(
          "arm: "
              + skipped
              + (skipped == 1 ? " sample" : " samples")
              + " skipped, not finite or not later than the one before");
    }
  }

  /** Returns the file's name, without its ending, as the series' name. */
  public MetricName name() {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString().replaceFirst("\\.csv$", "");
    return MetricName.of(name.isBlank() ? "series" : name);
  }
}
