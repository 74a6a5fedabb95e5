package io.runbookmemory.connectors.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Optional;

/**
 * An Alertmanager. Every method throws {@link io.runbookmemory.error.UnavailableException} if there
 * is no answer in time and {@link io.runbookmemory.error.ConfigurationException} if the server
 * refuses. Thread-safe.
 *
 * @see <a href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">API
 *     v2</a>
 */
public final class AlertmanagerClient {

  private final VendorHttp http;

  /**
   * Creates a client.
   *
   * @param endpoint the server; {@code api/v2/…} is added to its address
   */
  public AlertmanagerClient(Endpoint endpoint) {
    this(new VendorHttp(endpoint));
  }

  private AlertmanagerClient(VendorHttp http) {
    this.http = http;
  }

  /**
   * Returns the same client, all of whose calls end within a time from now.
   *
   * @param timeout above zero
   * @return shares this one's connections
   */
  public AlertmanagerClient within(Duration timeout) {
    return new AlertmanagerClient(http.within(timeout));
  }

  /**
   * Returns this server as tools: {@code get_alerts}, {@code get_silences}, {@code create_silence},
   * {@code expire_silence}.
   *
   * @return for a guard
   */
  public List<Tool> tools() {
    return AlertmanagerTools.of(this);
  }

  /**
   * Returns the alerts that it holds, silenced ones too.
   *
   * @param matchers all of which an alert fits; none for all alerts
   * @return empty if there is none
   */
  public List<ReportedAlert> alerts(List<LabelMatcher> matchers) {
    Answer answer = http.send(filtered("api/v2/alerts", matchers));
    return Fields.list(array(answer), AlertmanagerClient::alert);
  }

  private static ReportedAlert alert(JsonNode one) {
    JsonNode status = one.path("status");
    return new ReportedAlert(
        new Alert(
            Fields.texts(one.path("labels")),
            Fields.texts(one.path("annotations")),
            Fields.time(one.path("startsAt")).orElse(Instant.EPOCH)),
        status.path("state").asText(),
        Fields.list(status.path("silencedBy"), JsonNode::asText),
        Fields.list(status.path("inhibitedBy"), JsonNode::asText));
  }

  /**
   * Returns the silences, expired ones too as long as Alertmanager keeps them.
   *
   * @param matchers which labels they match; none for all
   * @return empty if there is none
   */
  public List<Silence> silences(List<LabelMatcher> matchers) {
    Answer answer = http.send(filtered("api/v2/silences", matchers));
    return Fields.list(array(answer), AlertmanagerClient::silence);
  }

  private static Silence silence(JsonNode one) {
    List<LabelMatcher> matchers = new ArrayList<>();
    for (JsonNode matcher : one.path("matchers")) {
      String operator =
          (matcher.path("isEqual").asBoolean(true) ? "=" : "!")
              + (matcher.path("isRegex").asBoolean()
                  ? "~"
                  : matcher.path("isEqual").asBoolean(true) ? "" : "=");
      matchers.add(
          new LabelMatcher(
              matcher.path("name").asText(), operator, matcher.path("value").asText()));
    }
    return new Silence(
        one.path("id").asText(),
        matchers,
        Fields.time(one.path("startsAt")).orElse(Instant.EPOCH),
        Fields.time(one.path("endsAt")).orElse(Instant.MAX),
        one.path("createdBy").asText(),
        one.path("comment").asText(),
        one.path("status").path("state").asText());
  }

  /**
   * Creates a silence, or changes the one whose id it has.
   *
   * @param silence what is to be silent
   * @return its id
   */
  public String create(Silence silence) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (silence.id() != null) {
      body.put("id", silence.id());
    }
    ArrayNode matchers = body.putArray("matchers");
    for (LabelMatcher one : silence.matchers()) {
      matchers
          .addObject()
          .put("name", one.name())
          .put("value", one.value())
          .put("isRegex", one.isRegex())
          .put("isEqual", one.isEqual());
    }
    body.put("startsAt", silence.startsAt().toString())
        .put("endsAt", silence.endsAt().toString())
        .put("createdBy", silence.createdBy())
        .put("comment", silence.comment());
    Call call = Call.json("POST", "api/v2/silences", body);
    Answer answer = http.send(call.advice(400, "check the silence"));
    return Fields.text(http.json(answer).path("silenceID"))
        .orElseThrow(() -> http.strange(answer, "no silenceID"));
  }

  /**
   * Ends a silence now.
   *
   * @param id as Alertmanager gave it
   * @return false if there is none of that id
   */
  public boolean expire(String id) {
    Call look = Call.get("api/v2/silence/" + Call.encode(id)).advice(422, "check the id " + id);
    Optional<JsonNode> silence = http.findJson(look);
    if (silence.isEmpty()) {
      // Not every release has 404 for a silence that is to be deleted.
      return false;
    }
    if (!silence.get().at("/status/state").asText().equals("expired")) {
      http.find(look.method("DELETE"));
    }
    return true;
  }

  private static Call filtered(String path, List<LabelMatcher> matchers) {
    Call call = Call.get(path).advice(400, "check the matchers " + matchers);
    for (LabelMatcher one : matchers) {
      call = call.with("filter", one);
    }
    return call;
  }

  private JsonNode array(Answer answer) {
    JsonNode array = http.json(answer);
    if (!array.isArray()) {
      throw http.strange(answer, "no list");
    }
    return array;
  }
}
