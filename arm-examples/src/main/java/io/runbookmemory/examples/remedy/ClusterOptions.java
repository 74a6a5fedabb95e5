package io.runbookmemory.examples.remedy;

import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.examples.remedy.cluster.ClusterConfigReader;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which cluster, and what may be done there. */
final class ClusterOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "remedy.yaml",
      description = "Which cluster, and what may be done there (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("remedy.yaml");

  Cluster open() {
    return Cluster.open(ClusterConfigReader.read(file));
  }
}
