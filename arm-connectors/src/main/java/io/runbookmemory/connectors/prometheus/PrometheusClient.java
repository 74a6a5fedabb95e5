package io.runbookmemory.connectors.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.Answer;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.Fields;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.tool.Tool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Prometheus, or what speaks its HTTP API (Thanos, Mimir, VictoriaMetrics). Every method throws
 * {@link io.runbookmemory.error.UnavailableException} if there is no answer in time and {@link
 * io.runbookmemory.error.ConfigurationException} if the server refuses. Thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/">HTTP API</a>
 */
public final class PrometheusClient {

  private final VendorHttp http;

  /**
   * Creates a client.
   *
   * @param endpoint the server; {@code api/v1/…} is added to its address
   */
  public PrometheusClient(Endpoint endpoint) {
    this(new VendorHttp(endpoint));
  }

  private PrometheusClient(VendorHttp http) {
    this.http = http;
  }

  /**
   * Returns the same client, all of whose calls end within a time from now.
   *
   * @param timeout above zero
   * @return shares this one's connections
   */
  public PrometheusClient within(Duration timeout) {
    return new PrometheusClient(http.within(timeout));
  }

  /**
   * Returns this server as tools: {@code query_promql}, {@code get_prometheus_alerts}, {@code
   * get_alert_rules}.
   *
   * @return for a guard
   */
  public List<Tool> tools() {
    return PrometheusTools.of(this);
  }

  /**
   * Asks for values at a time.
   *
   * @param query in PromQL
   * @param at when
   * @return without series where nothing matches
   */
  public PromAnswer instant(String query, Instant at) {
    return ask(Call.get("api/v1/query").with("query", query).with("time", seconds(at)), query);
  }

  /**
   * Asks for values over a time.
   *
   * @param query in PromQL
   * @param from the first point
   * @param to the last point or later, not before {@code from}
   * @param step between points; Prometheus gives 11,000 points a series at most
   * @return without series where nothing matches
   */
  public PromAnswer range(String query, Instant from, Instant to, Duration step) {
    if (to.isBefore(from) || step.isNegative() || step.isZero()) {
      throw new IllegalArgumentException(
          "to must not be before from and step above zero, got %s to %s by %s"
              .formatted(from, to, step));
    }
    return ask(
        Call.get("api/v1/query_range")
            .with("query", query)
            .with("start", seconds(from))
            .with("end", seconds(to))
            .with("step", step.toMillis() / 1000.0),
        query);
  }

  private static String seconds(Instant at) {
    return at.getEpochSecond() + "." + "%03d".formatted(at.getNano() / 1_000_000);
  }

  private PromAnswer ask(Call call, String query) {
    String advice = "check the query " + query;
    Answer answer = http.send(call.advice(400, advice).advice(422, advice));
    JsonNode whole = http.json(answer);
    JsonNode data = data(answer, whole);
    JsonNode result = data.path("result");
    List<PromSeries> series =
        switch (data.path("resultType").asText()) {
          case "scalar", "string" -> List.of(new PromSeries(java.util.Map.of(), points(result)));
          case "vector" -> Fields.list(result, one -> series(one, points(one.path("value"))));
          case "matrix" ->
              Fields.list(
                  result,
                  one -> {
                    List<PromPoint> points = new ArrayList<>();
                    one.path("values").forEach(pair -> points.addAll(points(pair)));
                    return series(one, points);
                  });
          default -> throw http.strange(answer, "a result of no known type");
        };
    return new PromAnswer(series, Fields.list(whole.path("warnings"), JsonNode::asText));
  }

  private static PromSeries series(JsonNode one, List<PromPoint> points) {
    return new PromSeries(Fields.texts(one.path("metric")), points);
  }

  private static List<PromPoint> points(JsonNode pair) {
    Instant at = Instant.ofEpochMilli(Math.round(pair.path(0).asDouble() * 1000));
    return List.of(new PromPoint(at, finite(pair.path(1).asText())));
  }

  private static @Nullable Double finite(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      // Prometheus writes +Inf and -Inf, which Java does not read.
      return null;
    }
  }

  /**
   * Returns the alerts that are pending or firing.
   *
   * @return in the server's order; empty if none is
   */
  public List<ReportedAlert> alerts() {
    Answer answer = http.send(Call.get("api/v1/alerts"));
    JsonNode data = data(answer, http.json(answer));
    return Fields.list(
        data.path("alerts"),
        one ->
            new ReportedAlert(
                new Alert(
                    Fields.texts(one.path("labels")),
                    Fields.texts(one.path("annotations")),
                    Fields.time(one.path("activeAt")).orElse(Instant.EPOCH)),
                one.path("state").asText(),
                List.of(),
                List.of()));
  }

  /**
   * Returns the rules that are evaluated.
   *
   * @return group by group
   */
  public List<PromRule> rules() {
    Answer answer = http.send(Call.get("api/v1/rules"));
    List<PromRule> rules = new ArrayList<>();
    for (JsonNode group : data(answer, http.json(answer)).path("groups")) {
      group.path("rules").forEach(one -> rules.add(rule(group.path("name").asText(), one)));
    }
    return rules;
  }

  private static PromRule rule(String group, JsonNode one) {
    return new PromRule(
        group,
        one.path("name").asText(),
        one.path("type").asText().equals("alerting"),
        one.path("query").asText(),
        Duration.ofMillis(Math.round(one.path("duration").asDouble() * 1000)),
        Fields.texts(one.path("labels")),
        Fields.texts(one.path("annotations")),
        one.path("state").asText(),
        one.path("health").asText());
  }

  private JsonNode data(Answer answer, JsonNode whole) {
    if (!whole.path("status").asText().equals("success")) {
      throw http.strange(answer, "no success: " + http.quoted(whole.path("error").asText()));
    }
    return whole.path("data");
  }
}
