package io.runbookmemory.connectors.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.VendorHttp;
import java.net.URI;
import java.time.Duration;

/**
 * Where a slash command or a click is answered: the {@code response_url} that came with it, which
 * takes five messages within half an hour. Whoever has the address may answer, so that it is a
 * secret, and the caller says that it is Slack's. Thread-safe.
 *
 * @see <a href="https://docs.slack.dev/interactivity/handling-user-interaction">Message
 *     responses</a>
 */
public final class SlackResponse {

  private static final int TRIES = 3;

  private final VendorHttp http;
  private final String path;

  /**
   * Creates it; nothing is sent.
   *
   * @param address that Slack gave
   * @param patience how long to try, above zero
   */
  public SlackResponse(URI address, Duration patience) {
    this.http =
        new VendorHttp(
            Endpoint.builder(address.resolve("/"))
                .credentials(Credentials.NONE)
                .patience(patience)
                .tries(TRIES)
                .build());
    this.path = address.getRawPath().replaceFirst("^/", "");
  }

  /**
   * Answers.
   *
   * @param message to be shown
   * @param everybody whether all of the channel see it, or who asked alone
   */
  public void answer(SlackMessage message, boolean everybody) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("response_type", everybody ? "in_channel" : "ephemeral");
    body.put("replace_original", false);
    send(message.into(body));
  }

  /**
   * Replaces the message whose button was clicked.
   *
   * @param message in its place
   */
  public void replace(SlackMessage message) {
    send(message.instead(JsonNodeFactory.instance.objectNode().put("replace_original", true)));
  }

  private void send(ObjectNode body) {
    http.send(Call.json("POST", path, body));
  }
}
