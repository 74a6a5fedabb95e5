package io.runbookmemory.connectors.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Something that takes an event as JSON by POST, at an address that was set beforehand: {@code
 * {"event": …, "text": …, "fields": {…}}}. The call's id goes with it as {@code Idempotency-Key}.
 * Whatever 2xx is answered counts as taken. Thread-safe.
 */
public final class WebhookClient {

  private final VendorHttp http;
  private final String path;

  /**
   * Creates a client.
   *
   * @param endpoint the server
   * @param path added to its address; it stands in messages, so that a secret belongs in the
   *     endpoint's credentials
   */
  public WebhookClient(Endpoint endpoint, String path) {
    this(new VendorHttp(endpoint), path);
  }

  private WebhookClient(VendorHttp http, String path) {
    this.http = http;
    this.path = path;
  }

  /**
   * Returns the same client, all of whose calls end within a time from now.
   *
   * @param timeout above zero
   * @return shares this one's connections
   */
  public WebhookClient within(Duration timeout) {
    return new WebhookClient(http.within(timeout), path);
  }

  /**
   * Hands an event over. It is not sent twice, unless the server turned it away.
   *
   * @param event what kind of event
   * @param text what it says
   * @param fields more about it
   * @param key names the call
   * @return the status, 2xx
   */
  public int post(String event, String text, Map<String, String> fields, String key) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("event", event).put("text", text);
    ObjectNode more = body.putObject("fields");
    fields.forEach(more::put);
    return http.send(Call.json("POST", path, body).header("Idempotency-Key", key)).status();
  }

  record Event(
      @Described("what kind of event") String event,
      @Described("what it says") String text,
      @Described("more about it") Map<String, String> fields) {}

  record Taken(int status) {}

  /**
   * Returns the webhook as a tool. What it does only its owner knows, so that name, description and
   * effect are theirs to say.
   *
   * @param name what it is called by
   * @param description what it does
   * @param effect what it does to the world; destructive where that is not known
   * @return for a guard
   */
  public Tool tool(String name, String description, ToolEffect effect) {
    return RecordTool.builder(name, description, Event.class, Taken.class)
        .effect(effect)
        .cost(CostTier.LOW)
        .timeout(Duration.ofSeconds(20))
        .build(
            (event, call) ->
                Optional.of(
                    new Taken(
                        within(call.timeout())
                            .post(event.event(), event.text(), event.fields(), call.callId()))));
  }
}
