package io.runbookmemory.connectors.ticket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.Answer;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.Fields;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.tool.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One integration of a PagerDuty service, by the Events API v2. What is triggered twice under one
 * key is one incident, so that every call may be tried again. Every method throws {@link
 * io.runbookmemory.error.UnavailableException} if there is no answer in time and {@link
 * io.runbookmemory.error.ConfigurationException} if the server refuses. Thread-safe.
 *
 * @see <a href="https://developer.pagerduty.com/docs/send-alert-event">Send an alert event</a>
 */
public final class PagerDutyClient {

  /** How bad it is. */
  public enum Severity {
    /** Somebody must come now. */
    CRITICAL,
    /** Something is broken. */
    ERROR,
    /** Something may break. */
    WARNING,
    /** Nothing to do. */
    INFO
  }

  private final VendorHttp http;

  /**
   * Creates a client.
   *
   * @param endpoint {@code https://events.pagerduty.com/}, with the integration's routing key as
   *     {@link Credentials#elsewhere}
   */
  public PagerDutyClient(Endpoint endpoint) {
    this(new VendorHttp(endpoint));
  }

  private PagerDutyClient(VendorHttp http) {
    this.http = http;
  }

  /**
   * Returns the same client, all of whose calls end within a time from now.
   *
   * @param timeout above zero
   * @return shares this one's connections
   */
  public PagerDutyClient within(Duration timeout) {
    return new PagerDutyClient(http.within(timeout));
  }

  /**
   * Returns this integration as tools: {@code trigger_page}, {@code acknowledge_page}, {@code
   * resolve_page}.
   *
   * @return for a guard
   */
  public List<Tool> tools() {
    return PagerDutyTools.of(this);
  }

  /**
   * Calls somebody.
   *
   * @param key of the incident; another event of the same key is the same incident
   * @param summary what it is about, in a line
   * @param source what is affected: a service, a host
   * @param severity how bad it is
   * @return the key
   */
  public String trigger(String key, String summary, String source, Severity severity) {
    ObjectNode event = event("trigger", key);
    event
        .putObject("payload")
        .put("summary", summary)
        .put("source", source)
        .put("severity", severity.name().toLowerCase(Locale.ROOT));
    return send(event);
  }

  /**
   * Says that somebody is on it.
   *
   * @param key of the incident
   * @return the key; also if there is no such incident, which PagerDuty does not tell
   */
  public String acknowledge(String key) {
    return send(event("acknowledge", key));
  }

  /**
   * Says that it is over.
   *
   * @param key of the incident
   * @return the key; also if there is no such incident, which PagerDuty does not tell
   */
  public String resolve(String key) {
    return send(event("resolve", key));
  }

  private ObjectNode event(String action, String key) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("routing_key", http.endpoint().credentials().value())
        .put("event_action", action)
        .put("dedup_key", key);
  }

  private String send(ObjectNode event) {
    Answer answer =
        http.send(
            Call.json("POST", "v2/enqueue", event)
                .asRepeatable()
                .advice(400, "check the routing key and the event"));
    return Fields.text(http.json(answer).path("dedup_key"))
        .orElseThrow(() -> http.strange(answer, "no dedup_key"));
  }
}
