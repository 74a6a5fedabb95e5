package io.runbookmemory.examples.ingest;

import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.origin.ConfluenceSpace;
import io.runbookmemory.connectors.origin.FiringAlerts;
import io.runbookmemory.connectors.origin.Origin;
import io.runbookmemory.connectors.origin.Tickets;
import io.runbookmemory.connectors.prometheus.AlertmanagerClient;
import io.runbookmemory.connectors.ticket.JiraArchive;
import io.runbookmemory.connectors.ticket.ServiceNowArchive;
import io.runbookmemory.connectors.wiki.ConfluenceClient;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.store.MemoryReader;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is imported, and from where. */
public final class OriginOptions {

  @Parameters(
      paramLabel = "ORIGIN",
      description = {
        "confluence:SPACE, jira:PROJECT, servicenow or alertmanager. Pages become runbooks or"
            + " postmortems, tickets incidents; alerts that fire become one incident a label set."
      })
  private String origin = "";

  @Option(
      names = "--query",
      paramLabel = "FILTER",
      description =
          "Narrows tickets down: JQL such as 'issuetype = Incident', or an encoded query of"
              + " ServiceNow such as 'priority<=2'.")
  private @Nullable String query;

  @Option(
      names = "--data-center",
      description = "Jira or Confluence is Data Center (default: Cloud).")
  private boolean dataCenter;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "The name of the collection (default: ORIGIN's system, host and name).")
  private @Nullable String source;

  @Mixin private ServerOptions server = new ServerOptions();

  /**
   * Returns the server.
   *
   * @throws IllegalArgumentException if the options do not make an origin
   */
  public Endpoint endpoint() {
    boolean named = List.of("confluence", "jira").contains(system());
    boolean whole = List.of("servicenow", "alertmanager").contains(system());
    if (named == what().isEmpty() || (!named && !whole)) {
      throw new IllegalArgumentException(
          "ORIGIN must be confluence:SPACE, jira:PROJECT, servicenow or alertmanager, got "
              + origin);
    }
    if (query != null && !List.of("jira", "servicenow").contains(system())) {
      throw new IllegalArgumentException("--query is for jira and servicenow, got " + origin);
    }
    if (dataCenter && !named) {
      throw new IllegalArgumentException("--data-center is for jira and confluence, got " + origin);
    }
    return server.endpoint(System.getenv());
  }

  private String system() {
    int colon = origin.indexOf(':');
    return colon < 0 ? origin : origin.substring(0, colon);
  }

  private String what() {
    return origin.substring(Math.min(origin.length(), system().length() + 1));
  }

  /**
   * Returns the origin.
   *
   * @param known the memories so far
   */
  public Origin origin(Endpoint endpoint, Tenant tenant, MemoryReader known, Instant now) {
    String name = source != null ? source : system() + ":" + place(endpoint.base(), what());
    MemoryJson.Defaults defaults = new MemoryJson.Defaults(tenant, name, now, Environments.DEFAULT);
    String filter = Objects.requireNonNullElse(query, "");
    return switch (system()) {
      case "confluence" ->
          new ConfluenceSpace(
              dataCenter ? ConfluenceClient.dataCenter(endpoint) : ConfluenceClient.cloud(endpoint),
              what(),
              defaults);
      case "jira" ->
          new Tickets(
              dataCenter
                  ? JiraArchive.dataCenter(endpoint, what(), query)
                  : JiraArchive.cloud(endpoint, what(), query),
              filter,
              defaults);
      case "servicenow" -> new Tickets(new ServiceNowArchive(endpoint, query), filter, defaults);
      default -> new FiringAlerts(new AlertmanagerClient(endpoint), List.of(), known, defaults);
    };
  }

  private static String place(URI url, String what) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getHost() + port + (what.isEmpty() ? "" : "/" + what);
  }
}
