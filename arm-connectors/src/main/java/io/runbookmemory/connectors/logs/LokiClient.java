package io.runbookmemory.connectors.logs;

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
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Loki. A tenant is named with {@code Credentials.header("X-Scope-OrgID", "", …)} where there is
 * no proxy that does. Every method throws {@link io.runbookmemory.error.UnavailableException} if
 * there is no answer in time and {@link io.runbookmemory.error.ConfigurationException} if the
 * server refuses. Thread-safe.
 *
 * @see <a href="https://grafana.com/docs/loki/latest/reference/loki-http-api/">HTTP API</a>
 */
public final class LokiClient {

  /** Loki's own limit, {@code max_entries_limit_per_query}, is 5,000. */
  private static final int PAGE = 1_000;

  private final VendorHttp http;

  /**
   * Creates a client.
   *
   * @param endpoint the server; {@code loki/api/v1/…} is added to its address
   */
  public LokiClient(Endpoint endpoint) {
    this(new VendorHttp(endpoint));
  }

  private LokiClient(VendorHttp http) {
    this.http = http;
  }

  /**
   * Returns the same client, all of whose calls end within a time from now.
   *
   * @param timeout above zero
   * @return shares this one's connections
   */
  public LokiClient within(Duration timeout) {
    return new LokiClient(http.within(timeout));
  }

  /**
   * Returns this server as tools: {@code search_loki}.
   *
   * @return for a guard
   */
  public List<Tool> tools() {
    return LokiTools.of(this);
  }

  /**
   * Returns the newest lines of a time, page by page.
   *
   * @param query in LogQL, one that gives lines
   * @param from the beginning
   * @param to the end, later
   * @param most how many lines at most, at least 1
   * @return the newest first; empty if none fits
   */
  public List<LogLine> lines(String query, Instant from, Instant to, int most) {
    Set<LogLine> lines = new LinkedHashSet<>();
    Instant end = to;
    while (lines.size() < most) {
      int page = Math.min(PAGE, most - lines.size() + 1);
      Call call =
          query("loki/api/v1/query_range", query)
              .with("start", nanos(from))
              .with("end", nanos(end))
              .with("limit", page)
              .with("direction", "backward");
      List<LogLine> found = lines(http.send(call));
      int before = lines.size();
      lines.addAll(found);
      if (found.size() < page || lines.size() == before) {
        break;
      }
      // The end is exclusive: lines of the oldest instant may be cut, so it is asked for again.
      end = found.getLast().at().plusNanos(1);
    }
    return lines.stream().limit(most).toList();
  }

  /**
   * Returns the values of a metric query at a time, such as {@code sum by (level)
   * (count_over_time({app="x"}[5m]))}.
   *
   * @param query in LogQL, one that gives numbers
   * @param at when
   * @return by their labels; empty if nothing fits
   */
  public Map<Map<String, String>, Double> values(String query, Instant at) {
    Answer answer = http.send(query("loki/api/v1/query", query).with("time", nanos(at)));
    JsonNode data = data(answer);
    if (!data.path("resultType").asText().equals("vector")) {
      throw http.strange(answer, "lines in place of numbers: ask with a metric query");
    }
    Map<Map<String, String>, Double> values = new java.util.LinkedHashMap<>();
    for (JsonNode one : data.path("result")) {
      values.put(Fields.texts(one.path("metric")), one.path("value").path(1).asDouble());
    }
    return values;
  }

  private static Call query(String path, String query) {
    return Call.get(path).with("query", query).advice(400, "check the query " + query);
  }

  private List<LogLine> lines(Answer answer) {
    JsonNode data = data(answer);
    if (!data.path("resultType").asText().equals("streams")) {
      throw http.strange(answer, "numbers in place of lines: ask with a log query");
    }
    List<LogLine> lines = new ArrayList<>();
    for (JsonNode stream : data.path("result")) {
      Map<String, String> labels = Fields.texts(stream.path("stream"));
      for (JsonNode value : stream.path("values")) {
        long nanos = value.path(0).asLong();
        Instant at = Instant.ofEpochSecond(0, nanos);
        lines.add(new LogLine(at, labels, value.path(1).asText()));
      }
    }
    lines.sort(Comparator.comparing(LogLine::at).reversed());
    return lines;
  }

  private JsonNode data(Answer answer) {
    JsonNode whole = http.json(answer);
    if (!whole.path("status").asText().equals("success")) {
      throw http.strange(answer, "no success");
    }
    return whole.path("data");
  }

  private static String nanos(Instant at) {
    return Math.addExact(
            Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), (long) at.getNano())
        + "";
  }
}
