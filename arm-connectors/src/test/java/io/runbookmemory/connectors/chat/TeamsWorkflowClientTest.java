package io.runbookmemory.connectors.chat;

import static io.runbookmemory.connectors.http.FixtureServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.ClientContract;
import io.runbookmemory.connectors.http.FixtureServer;
import io.runbookmemory.connectors.http.FixtureServer.Asked;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.connectors.http.ToolCalls;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.ToolEffect;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Takes and answers what
 * https://learn.microsoft.com/connectors/teams/?tabs=text1%2Cdotnet#microsoft-teams-webhook and the
 * request trigger of Azure Logic Apps have: 202 and nothing, or an error's code and message.
 */
class TeamsWorkflowClientTest extends ClientContract {

  private static final String PATH =
      "workflows/7e1/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual";

  private static final Card CARD = new Card("Fix found", "Roll back.", Map.of(), null);

  @Override
  protected void call(Endpoint endpoint) {
    assertThat(new TeamsWorkflowClient(endpoint, PATH).post(CARD, "call-1")).isEqualTo(202);
  }

  @Override
  protected List<Reply> good() {
    return List.of(reply(202, ""));
  }

  @Override
  protected boolean repeatable() {
    return false;
  }

  @Override
  protected boolean readsJson() {
    return false;
  }

  private TeamsWorkflowClient client() {
    return TeamsWorkflowClient.at(
        server.address().resolve("/" + PATH + "&sv=1.0&sig=" + FixtureServer.SECRET + "%2B"));
  }

  @Test
  void aCardIsAnAttachmentOfPlainRunsOfText() throws IOException {
    server.gives(good().getFirst());

    JsonNode taken =
        ToolCalls.output(
            client().tools(),
            "post_card",
            "{\"title\":\"**Fix** found\",\"text\":\"Roll back\\n\\n<at>all</at> [x](http://e)\","
                + "\"facts\":{\"service\":\"checkout\"},\"link\":\"https://wiki/x?a=1\"}");

    assertThat(taken.path("status").asInt()).isEqualTo(202);
    Asked asked = server.asked().getFirst();
    assertThat(asked.headers())
        .containsEntry("X-ms-client-tracking-id", "call-7")
        .doesNotContainKey("Authorization");
    assertThat(new ObjectMapper().readTree(asked.body()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"type":"message","attachments":[{
                      "contentType":"application/vnd.microsoft.card.adaptive","contentUrl":null,
                      "content":{
                        "$schema":"http://adaptivecards.io/schemas/adaptive-card.json",
                        "type":"AdaptiveCard","version":"1.2","body":[
                        {"type":"RichTextBlock","spacing":"default","inlines":[
                          {"type":"TextRun","text":"**Fix** found","weight":"bolder","size":"large"}]},
                        {"type":"RichTextBlock","spacing":"default","inlines":[
                          {"type":"TextRun","text":"Roll back"}]},
                        {"type":"RichTextBlock","spacing":"medium","inlines":[
                          {"type":"TextRun","text":"<at>all</at> [x](http://e)"}]},
                        {"type":"RichTextBlock","spacing":"small","inlines":[
                          {"type":"TextRun","text":"service: ","weight":"bolder"},
                          {"type":"TextRun","text":"checkout"}]}],
                        "actions":[{"type":"Action.OpenUrl","title":"Open",
                          "url":"https://wiki/x?a=1"}]}}]}
                    """));
    assertThat(ToolCalls.named(client().tools(), "post_card").contract().effect())
        .isEqualTo(ToolEffect.REVERSIBLE);
  }

  @Test
  void theAddressOfTheWorkflowIsAskedForAsItIsAndItsSignatureIsInNoMessage() {
    server.gives(
        reply(
            401,
            "{\"error\":{\"code\":\"DirectApiAuthorizationRequired\",\"message\":\"signature "
                + FixtureServer.SECRET
                + "+ is not valid\"}}"));

    assertThatThrownBy(() -> client().post(CARD, "call-1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("check the signature of the workflow's address")
        .hasMessageContaining("signature [REDACTED:credential] is not valid")
        .hasMessageNotContaining(FixtureServer.SECRET);
    assertThat(server.asked().getFirst().target())
        .isEqualTo("/" + PATH + "&sv=1.0&sig=" + FixtureServer.SECRET + "%2B");
  }

  @Test
  void aWorkflowThatIsOffOrGoneSaysWhatToDo() {
    server.gives(
        reply(
            400,
            "{\"error\":{\"code\":\"WorkflowTriggerIsNotEnabled\",\"message\":\"The workflow is not"
                + " enabled.\"}}"));
    assertThatThrownBy(() -> client().post(CARD, "call-1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("turned on; it says: The workflow is not enabled.");

    fresh();
    server.gives(reply(404, "{\"error\":{\"code\":\"WorkflowNotFound\",\"message\":\"No.\"}}"));
    assertThatThrownBy(() -> client().post(CARD, "call-1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("make another");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://acme.webhook.office.com/webhookb2/1@2/IncomingWebhook/3/4",
        "https://outlook.office.com/webhook/1@2/IncomingWebhook/3/4"
      })
  void theAddressOfARetiredConnectorIsRefused(String address) {
    assertThatThrownBy(() -> TeamsWorkflowClient.at(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("are retired: make a workflow");
  }

  @Test
  void anAddressWithoutASignatureIsRefused() {
    URI address = URI.create("https://prod-1.westeurope.logic.azure.com:443/workflows/7e1?sig=");
    assertThatThrownBy(() -> TeamsWorkflowClient.at(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must hold its signature");
  }

  @Test
  void whatTeamsWouldDropIsNotSent() {
    Card long1 = new Card("Fix found", "é\n".repeat(1_000), Map.of(), null);
    assertThatThrownBy(() -> client().post(long1, "call-1"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at most 28,000 bytes");
    assertThat(server.asked()).isEmpty();
    assertThatThrownBy(() -> new Card(" ", "x", Map.of(), null))
        .hasMessage("a card's title must have 1 to 200 characters, got 1");
    for (String link : List.of("javascript:alert(1)", "wiki/page")) {
      assertThatThrownBy(() -> new Card("x", "x", Map.of(), URI.create(link)))
          .hasMessageContaining("must be an http or https address");
    }
  }
}
