package io.runbookmemory.connectors.chat;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.ClientContract;
import io.runbookmemory.connectors.http.FixtureServer.Asked;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.connectors.http.ToolCalls;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.tool.ToolEffect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as https://docs.slack.dev/reference/methods/chat.postMessage has them. */
class SlackClientTest extends ClientContract {

  private static final Reply OK =
      json("{\"ok\":true,\"channel\":\"C123\",\"ts\":\"1503435956.000247\",\"message\":{}}");

  @Override
  protected void call(Endpoint endpoint) {
    assertThat(new SlackClient(endpoint).post("C123", null, "hello", "call-1"))
        .isEqualTo(new Posted("C123", null, "1503435956.000247"));
  }

  @Override
  protected List<Reply> good() {
    return List.of(OK);
  }

  @Override
  protected boolean repeatable() {
    return false;
  }

  private SlackClient client() {
    return new SlackClient(server.endpoint().build());
  }

  @Test
  void aTextCallsNobodyAndTheCallNamesTheMessage() {
    server.gives(OK);
    String arguments = "{\"channel\":\"C123\",\"text\":\"<!channel> a & b\",\"thread\":\"15.1\"}";

    JsonNode first = ToolCalls.output(client().tools(), "post_message", arguments);
    ToolCalls.output(client().tools(), "post_message", arguments);

    assertThat(first.path("id").asText()).isEqualTo("1503435956.000247");
    assertThat(server.asked().getFirst().body())
        .contains("&lt;!channel&gt; a &amp; b")
        .contains("\"thread_ts\":\"15.1\"")
        .contains("\"client_msg_id\":\"");
    assertThat(server.asked())
        .extracting(Asked::body)
        .allMatch(server.asked().get(0).body()::equals);
    assertThat(ToolCalls.named(client().tools(), "post_message").contract().effect())
        .isEqualTo(ToolEffect.REVERSIBLE);
  }

  @Test
  void aMessageIsChanged() {
    server.gives(OK);

    ToolCalls.output(
        client().tools(),
        "update_message",
        "{\"channel\":\"C123\",\"id\":\"15.2\",\"thread\":\"15.1\",\"text\":\"over\"}");

    assertThat(server.asked().getFirst().target()).endsWith("/chat.update");
    assertThat(server.asked().getFirst().body()).contains("\"ts\":\"15.2\"");
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_auth, check a bearer token",
    "not_in_channel, invite the bot",
    "channel_not_found, by its id",
    "missing_scope, chat:write",
    "msg_too_long, Slack's page"
  })
  void aRefusalWithStatus200SaysWhatToDo(String error, String toDo) {
    server.gives(json("{\"ok\":false,\"error\":\"" + error + "\"}"));

    assertThatThrownBy(() -> call(server.endpoint().build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("/chat.postMessage refuses: " + error + "; ")
        .hasMessageContaining(toDo);
  }
}
