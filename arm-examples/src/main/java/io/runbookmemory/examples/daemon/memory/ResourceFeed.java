package io.runbookmemory.examples.daemon.memory;

import io.runbookmemory.connectors.capacity.CapacityFile;
import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.prometheus.PrometheusClient;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.examples.daemon.config.AnalysisPart;
import io.runbookmemory.examples.daemon.config.Secret;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can run out, by the file that a configuration names; read anew each time. */
public final class ResourceFeed {

  private ResourceFeed() {}

  /** Reads the file, as a check that it can be asked for. */
  public static void check(AnalysisPart.Resources part) {
    Path file = part.file();
    if (file != null && CapacityFile.read(file).asksPrometheus() && part.prometheus() == null) {
      throw new ConfigurationException(
          file.toString(), file + " has queries: name who answers them in analysis.prometheus");
    }
  }

  static Function<Instant, List<ResourceSeries>> of(AnalysisPart.Resources part) {
    Path file = part.file();
    if (file == null) {
      return any -> List.of();
    }
    URI server = part.prometheus();
    PrometheusClient client = server == null ? null : client(server, part.token());
    return asOf -> CapacityFile.read(file).resources(asOf, client);
  }

  private static PrometheusClient client(URI server, @Nullable Secret token) {
    Endpoint.Builder endpoint = Endpoint.builder(server).allowPlainHttp();
    if (token != null) {
      endpoint.credentials(Credentials.bearer(token::value));
    }
    return new PrometheusClient(endpoint.build());
  }
}
