package io.runbookmemory.examples.command.analysis;

import io.runbookmemory.connectors.capacity.CapacityFile;
import io.runbookmemory.connectors.prometheus.PrometheusClient;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.examples.option.PrometheusUrl;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can run out. */
public final class Resources {

  @Option(
      names = "--resources",
      paramLabel = "FILE.yaml",
      description =
          "What can run out, with its limit and where its samples are (docs/analysis.md).")
  private @Nullable Path file;

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description =
          "Who answers the queries of --resources; with $"
              + PrometheusUrl.TOKEN
              + " as its bearer token.")
  private @Nullable URI prometheus;

  /** Creates the options; picocli calls it. */
  public Resources() {}

  /** Refuses a file that breaks a rule, before anything is read. */
  void check() {
    if (file != null && CapacityFile.read(file).asksPrometheus() && prometheus == null) {
      throw new ConfigurationException(
          file.toString(), file + " has queries: name who answers them with --prometheus");
    }
  }

  /** Returns the resources with their last weeks; none where no file is named. */
  List<ResourceSeries> asOf(Instant asOf) {
    if (file == null) {
      return List.of();
    }
    PrometheusClient client = prometheus == null ? null : PrometheusUrl.client(prometheus);
    return CapacityFile.read(file).resources(asOf, client);
  }
}
