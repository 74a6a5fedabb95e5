package io.runbookmemory.connectors.chat;

import static io.runbookmemory.connectors.http.FixtureServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.ClientContract;
import io.runbookmemory.connectors.http.FixtureServer.Asked;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.error.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers as https://learn.microsoft.com/graph/api/chatmessage-post has them. */
class TeamsClientTest extends ClientContract {

  private static final String CHANNEL =
      "fbe2bf47-16c8-47cf-b4a5-4b9b187c508b/19:4a95f7d8@thread.tacv2";

  @Override
  protected void call(Endpoint endpoint) {
    assertThat(new TeamsClient(endpoint).post(CHANNEL, null, "hello", "call-1").id())
        .isEqualTo("1616990032035");
  }

  @Override
  protected List<Reply> good() {
    return List.of(
        reply(
            201,
            "{\"id\":\"1616990032035\",\"messageType\":\"message\",\"importance\":\"normal\"}"));
  }

  @Override
  protected boolean repeatable() {
    return false;
  }

  @Test
  void anAnswerGoesIntoItsThreadAndIsChangedThere() {
    server.gives(good().getFirst(), reply(204, ""));
    TeamsClient client = new TeamsClient(server.endpoint().build());

    Posted posted = client.post(CHANNEL, "99", "<at>everyone</at>", "call-1");
    client.update(posted, "over");

    String messages =
        "/base/teams/fbe2bf47-16c8-47cf-b4a5-4b9b187c508b/channels/19%3A4a95f7d8%40thread.tacv2"
            + "/messages/99/replies";
    assertThat(server.asked())
        .extracting(Asked::target)
        .containsExactly(messages, messages + "/1616990032035");
    assertThat(server.asked().getFirst().body()).contains("\"contentType\":\"text\"");
  }

  @Test
  void aChannelThatIsNoneIsNotPostedTo() {
    assertThatThrownBy(
            () ->
                new TeamsClient(server.endpoint().build()).post("../users", null, "hello", "call"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("channel: must be TEAM/CHANNEL by their ids");
  }
}
