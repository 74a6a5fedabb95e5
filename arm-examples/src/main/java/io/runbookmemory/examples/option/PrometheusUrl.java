package io.runbookmemory.examples.option;

import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.prometheus.PrometheusClient;
import java.net.URI;

/** A Prometheus server that the command line names. */
public final class PrometheusUrl {

  /** The variable of the environment that holds its bearer token. */
  public static final String TOKEN = "ARM_PROMETHEUS_TOKEN";

  private PrometheusUrl() {}

  /** Returns a client of a server, with the token where one is set. */
  public static PrometheusClient client(URI server) {
    Endpoint.Builder endpoint = Endpoint.builder(server).allowPlainHttp();
    String token = System.getenv(TOKEN);
    if (token != null && !token.isBlank()) {
      endpoint.credentials(Credentials.bearer(token::strip));
    }
    return new PrometheusClient(endpoint.build());
  }
}
