package io.runbookmemory.connectors.dynatrace;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.Answer;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.Fields;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.tool.Tool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Dynatrace environment. Every method throws {@link io.runbookmemory.error.UnavailableException}
 * if there is no answer in time and {@link io.runbookmemory.error.ConfigurationException} if the
 * server refuses. Thread-safe.
 *
 * @see <a href="https://docs.dynatrace.com/docs/dynatrace-api/environment-api">Environment API
 *     v2</a>
 */
public final class DynatraceClient {

  private static final int PAGE = 100;
  private static final int MOST = 1_000;

  private final VendorHttp http;

  /**
   * Creates a client.
   *
   * @param endpoint {@code https://ENVIRONMENT.live.dynatrace.com/}, with {@code
   *     Credentials.header("Authorization", "Api-Token ", …)}; {@code api/v2/…} is added
   */
  public DynatraceClient(Endpoint endpoint) {
    this(new VendorHttp(endpoint));
  }

  private DynatraceClient(VendorHttp http) {
    this.http = http;
  }

  /**
   * Returns the same client, all of whose calls end within a time from now.
   *
   * @param timeout above zero
   * @return shares this one's connections
   */
  public DynatraceClient within(Duration timeout) {
    return new DynatraceClient(http.within(timeout));
  }

  /**
   * Returns this environment as tools: {@code get_dynatrace}, {@code get_dynatrace_entities},
   * {@code get_dynatrace_problems}.
   *
   * @return for a guard
   */
  public List<Tool> tools() {
    return DynatraceTools.of(this);
  }

  /**
   * Returns the values of a metric.
   *
   * @param metric a metric selector, such as {@code builtin:service.response.time:avg}
   * @param entities an entity selector, such as {@code type(SERVICE),entityName("checkout")}
   * @param from the beginning
   * @param to the end, later
   * @return empty if nothing was measured
   */
  public List<DynatraceSeries> metrics(String metric, String entities, Instant from, Instant to) {
    Call call =
        Call.get("api/v2/metrics/query")
            .with("metricSelector", metric)
            .with("entitySelector", entities)
            .with("from", from)
            .with("to", to)
            .advice(400, "check the selectors " + metric + " and " + entities);
    List<DynatraceSeries> all = new ArrayList<>();
    for (JsonNode one : pages(call, "api/v2/metrics/query", "result")) {
      String id = one.path("metricId").asText();
      one.path("data").forEach(data -> all.add(series(id, data)));
    }
    return all.stream().filter(one -> !one.points().isEmpty()).toList();
  }

  private static DynatraceSeries series(String metric, JsonNode data) {
    List<DynatraceSeries.Point> points = new ArrayList<>();
    for (int i = 0; i < data.path("timestamps").size(); i++) {
      JsonNode value = data.path("values").path(i);
      points.add(
          new DynatraceSeries.Point(
              Instant.ofEpochMilli(data.path("timestamps").get(i).asLong()),
              value.isNumber() ? value.doubleValue() : null));
    }
    return new DynatraceSeries(metric, Fields.texts(data.path("dimensionMap")), points);
  }

  /**
   * Returns what a selector selects.
   *
   * @param selector such as {@code type(SERVICE),tag("team:shop")}
   * @return empty if nothing is; the first 1,000
   */
  public List<DynatraceEntity> entities(String selector) {
    Call call =
        Call.get("api/v2/entities")
            .with("entitySelector", selector)
            .with("pageSize", PAGE)
            .advice(400, "check the selector " + selector);
    return each(
        pages(call, "api/v2/entities", "entities"),
        one ->
            new DynatraceEntity(
                one.path("entityId").asText(),
                one.path("displayName").asText(),
                one.path("type").asText()));
  }

  /**
   * Returns the problems of a time.
   *
   * @param entities an entity selector; null for all
   * @param from the beginning
   * @param to the end, later
   * @return the newest first; empty if there was none; the first 1,000
   */
  public List<DynatraceProblem> problems(@Nullable String entities, Instant from, Instant to) {
    Call call =
        Call.get("api/v2/problems")
            .with("from", from)
            .with("to", to)
            .with("pageSize", PAGE)
            .advice(400, "check the selector " + entities);
    return each(
        pages(
            entities == null ? call : call.with("entitySelector", entities),
            "api/v2/problems",
            "problems"),
        DynatraceClient::problem);
  }

  private static DynatraceProblem problem(JsonNode one) {
    long end = one.path("endTime").asLong(-1);
    return new DynatraceProblem(
        one.path("displayId").asText(),
        one.path("title").asText(),
        one.path("severityLevel").asText(),
        one.path("status").asText(),
        Instant.ofEpochMilli(one.path("startTime").asLong()),
        end < 0 ? null : Instant.ofEpochMilli(end),
        Fields.list(one.path("affectedEntities"), DynatraceClient::stub),
        one.path("rootCauseEntity").isObject() ? stub(one.path("rootCauseEntity")) : null);
  }

  private static DynatraceEntity stub(JsonNode one) {
    return new DynatraceEntity(
        one.at("/entityId/id").asText(),
        one.path("name").asText(),
        one.at("/entityId/type").asText());
  }

  private static <T> List<T> each(List<JsonNode> nodes, Function<JsonNode, T> read) {
    return nodes.stream().map(read).toList();
  }

  /** The next page is asked for by its key alone. */
  private List<JsonNode> pages(Call first, String path, String field) {
    List<JsonNode> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Optional<Call> next = Optional.of(first);
    while (next.isPresent() && all.size() < MOST) {
      Answer answer = http.send(next.get());
      JsonNode page = http.json(answer);
      if (!page.path(field).isArray()) {
        throw http.strange(answer, "no " + field);
      }
      page.path(field).forEach(all::add);
      next =
          Fields.text(page.path("nextPageKey"))
              .filter(seen::add)
              .map(key -> Call.get(path).with("nextPageKey", key));
    }
    return all.subList(0, Math.min(MOST, all.size()));
  }
}
