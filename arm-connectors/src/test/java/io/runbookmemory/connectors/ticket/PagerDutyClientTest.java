package io.runbookmemory.connectors.ticket;

import static io.runbookmemory.connectors.http.FixtureServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.ClientContract;
import io.runbookmemory.connectors.http.FixtureServer;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.connectors.http.ToolCalls;
import io.runbookmemory.error.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers as https://developer.pagerduty.com/docs/send-alert-event has them. */
class PagerDutyClientTest extends ClientContract {

  @Override
  protected void call(Endpoint endpoint) {
    assertThat(
            new PagerDutyClient(endpoint)
                .trigger("k1", "Checkout is slow", "checkout", PagerDutyClient.Severity.ERROR))
        .isEqualTo("k1");
  }

  @Override
  protected List<Reply> good() {
    return List.of(
        reply(
            202, "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"k1\"}"));
  }

  private PagerDutyClient client() {
    Credentials key = Credentials.elsewhere("the routing key", () -> FixtureServer.SECRET);
    return new PagerDutyClient(server.endpoint().credentials(key).build());
  }

  @Test
  void theCallsIdIsTheKeySoThatNobodyIsCalledTwice() {
    server.gives(good().getFirst());

    ToolCalls.output(
        client().tools(),
        "trigger_page",
        "{\"summary\":\"Slow\",\"source\":\"checkout\",\"severity\":\"critical\"}");
    ToolCalls.output(client().tools(), "resolve_page", "{\"key\":\"arm-call-7\"}");

    assertThat(server.asked().getFirst().body())
        .isEqualTo(
            "{\"routing_key\":\""
                + FixtureServer.SECRET
                + "\",\"event_action\":\"trigger\",\"dedup_key\":\"arm-call-7\",\"payload\":"
                + "{\"summary\":\"Slow\",\"source\":\"checkout\",\"severity\":\"critical\"}}");
    assertThat(server.asked().getFirst().headers()).doesNotContainKey("Authorization");
    assertThat(server.asked().getLast().body()).contains("\"event_action\":\"resolve\"");
  }

  @Test
  void aWrongKeyIsSaidButNotRepeated() {
    server.gives(
        reply(
            400,
            "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":"
                + "[\"Invalid routing key "
                + FixtureServer.SECRET
                + "\"]}"));

    assertThatThrownBy(() -> client().acknowledge("k1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith(
            "check the routing key and the event; it says: Invalid routing key"
                + " [REDACTED:credential]");
  }
}
