package io.runbookmemory.examples.replay;

import io.runbookmemory.connectors.evaluation.OutageFile;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.oncall.noise.NoisePolicy;
import io.runbookmemory.replay.storm.Outage;
import io.runbookmemory.replay.storm.StormReplay;
import io.runbookmemory.replay.storm.StormReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm replay storms}. */
@Command(
    name = "storms",
    description = {
      "Tell the outages of an uptime monitor (CSV: start, end, site) through noise control: pages"
          + " before and after, and every outage that nobody would have read of.",
      "What has no column cluster is of one. Exit code 1 if an outage is missed."
    })
final class StormsCommand implements Callable<Integer> {

  /** Under which label a site is known. */
  enum Grouping {
    cluster,
    site
  }

  @Parameters(paramLabel = "FILE", description = "The outages.")
  private Path file = Path.of("");

  @Option(
      names = "--group",
      paramLabel = "cluster|site",
      defaultValue = "cluster",
      description =
          "What is one thing: what fails at once in a cluster, or each site by itself, as a service"
              + " (default: ${DEFAULT-VALUE}).")
  private Grouping grouping = Grouping.cluster;

  @Option(
      names = "--joins",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long after a page what fails joins it (default: 5m).")
  private @Nullable Duration joins;

  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    List<Outage> outages = OutageFile.read(file).stream().map(this::labelled).toList();
    if (outages.isEmpty()) {
      output.complain("arm: there is no outage in " + file);
      return ExitStatus.NEGATIVE;
    }
    NoisePolicy policy = NoisePolicy.DEFAULT;
    StormReport report =
        new StormReplay(joins == null ? policy : policy.withJoins(joins)).run(outages);
    StormView.print(report, output);
    return report.misses().isEmpty() ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }

  private Outage labelled(Outage outage) {
    Map<String, String> labels = new TreeMap<>(outage.labels());
    labels.putIfAbsent("cluster", "all");
    if (grouping == Grouping.site) {
      labels.putIfAbsent("service", outage.site());
    } else {
      labels.remove("service");
    }
    return new Outage(outage.site(), labels, outage.from(), outage.to(), outage.said());
  }
}
