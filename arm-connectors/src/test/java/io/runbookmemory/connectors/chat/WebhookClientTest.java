package io.runbookmemory.connectors.chat;

import static io.runbookmemory.connectors.http.FixtureServer.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.ClientContract;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.connectors.http.ToolCalls;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookClientTest extends ClientContract {

  @Override
  protected void call(Endpoint endpoint) {
    assertThat(
            new WebhookClient(endpoint, "hooks/arm")
                .post("fix-found", "roll back", Map.of("service", "checkout"), "call-1"))
        .isEqualTo(202);
  }

  @Override
  protected List<Reply> good() {
    return List.of(reply(202, "ok").with("Content-Type", "text/plain"));
  }

  @Override
  protected boolean repeatable() {
    return false;
  }

  @Override
  protected boolean readsJson() {
    return false;
  }

  @Test
  void theToolIsNamedByItsOwnerAndHandsTheCallsIdOn() {
    server.gives(good().getFirst());
    Tool tool =
        new WebhookClient(server.endpoint().build(), "hooks/arm")
            .tool("tell_status_page", "Tells the status page.", ToolEffect.DESTRUCTIVE);

    ToolCalls.output(
        List.of(tool),
        "tell_status_page",
        "{\"event\":\"fix\",\"text\":\"done\",\"fields\":{\"service\":\"checkout\"}}");

    assertThat(tool.contract().effect()).isEqualTo(ToolEffect.DESTRUCTIVE);
    assertThat(server.asked().getFirst().headers()).containsEntry("Idempotency-key", "call-7");
    assertThat(server.asked().getFirst().body())
        .isEqualTo("{\"event\":\"fix\",\"text\":\"done\",\"fields\":{\"service\":\"checkout\"}}");
  }
}
