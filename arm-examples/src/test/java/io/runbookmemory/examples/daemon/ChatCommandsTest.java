package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.examples.daemon.FakeSlack.Sent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people ask and say in a chat, and what they are answered. */
@Timeout(180)
class ChatCommandsTest {

  private static final String GUEST = "U9999999999";
  private static final String CHANNEL = "C2147483705";

  @TempDir Path temp;

  private final FakeSlack slack = new FakeSlack();
  private RunningDaemon daemon;
  private ChatPost chat;
  private ApiClient api;

  @BeforeEach
  void start() {
    daemon = RunningDaemon.start(temp, ChatPost.config(slack, ""));
    chat = new ChatPost(daemon, slack);
    api = new ApiClient(daemon);
  }

  @AfterEach
  void stop() {
    daemon.close();
    slack.close();
  }

  private String open(String service) {
    return api.post("/incidents", Map.of("title", service + " is slow", "service", service))
        .path("id")
        .asText();
  }

  private void remember(String service, String text) {
    api.post("/memories", Map.of("text", text, "service", service));
  }

  @Test
  void aQuestionIsAnsweredOutOfMemoryWithWhy() throws Exception {
    remember(
        "checkout",
        "checkout is slow, pool exhausted since 2:47. Fix: raised max connections."
            + " Root cause: flag service leaks connections");

    Sent answer = chat.say("why is checkout slow, pool exhausted");

    assertThat(answer.text()).contains("checkout", "why: ", "raised max connections");
    assertThat(answer.body().path("response_type").asText()).isEqualTo("in_channel");
    assertThat(answer.authorization()).isEqualTo("null");
  }

  @Test
  void aFollowUpIsAboutTheServiceOfTheSameSessionAlone() throws Exception {
    remember("checkout", "checkout pool exhausted since 2:47. Fix: raised max connections");
    chat.say("why is checkout slow");

    assertThat(chat.say("and in staging?").text())
        .contains("taken to be about", "service checkout", "staging");
    assertThat(chat.say("and in staging?", "U2147483697", "C0000000001").text())
        .doesNotContain("service checkout, meant");
    assertThat(chat.say("and in staging?", GUEST, CHANNEL).text())
        .doesNotContain("service checkout, meant");
  }

  @Test
  void whatIsSaidIsKeptInItsSessionWithoutSecretsAndDeleted() throws Exception {
    open("checkout");
    chat.say("why is checkout slow");
    chat.say("note the password=hunter2hunter2 was in the log");

    JsonNode sessions = api.get("/sessions").path("items");
    assertThat(sessions).hasSize(1);
    String id = sessions.path(0).path("id").asText();
    assertThat(id).isEqualTo("slack:T0001:" + CHANNEL + ":U2147483697");
    assertThat(sessions.path(0).path("turns").asInt()).isEqualTo(2);
    assertThat(api.get("/memories?kind=interaction").toString())
        .contains("the password=")
        .doesNotContain("hunter2");
    assertThat(api.delete("/sessions/" + id).path("forgotten").asInt()).isEqualTo(2);
    assertThat(api.get("/sessions").path("items")).isEmpty();
  }

  @Test
  void anIncidentIsTakenOnNotedAndResolvedInTheNameOfWhoSaysSo() throws Exception {
    String id = open("checkout");

    assertThat(chat.say("ack").text()).contains("acknowledged by steve (Slack U2147483697)");
    chat.say("note " + id.substring(0, 13) + " the pool is full");
    assertThat(chat.say("incidents checkout").text()).contains("acknowledged", "checkout is slow");
    assertThat(chat.say("resolved raised max connections").text()).contains("raised max");

    JsonNode incident = api.get("/incidents/" + id);
    assertThat(incident.path("state").asText()).isEqualTo("resolved");
    assertThat(incident.path("resolution").asText()).isEqualTo("raised max connections");
    assertThat(incident.path("entries").findValuesAsText("by"))
        .filteredOn("steve (Slack U2147483697)"::equals)
        .hasSize(3);
    assertThat(incident.toString()).contains("the pool is full");
    assertThat(chat.say("incidents").text()).isEqualTo("No incident is open.");
    assertThat(chat.say("ack").text()).isEqualTo("no incident is open");
  }

  @Test
  void ofSeveralIncidentsTheOneThatIsMeantMustBeSaid() throws Exception {
    String first = open("checkout");
    open("cart");

    assertThat(chat.say("resolved restarted it").text())
        .contains("2 incidents are open; say which one", "cart is slow", "checkout is slow");
    assertThat(chat.say("ack 00000000-1111").text())
        .isEqualTo("there is no incident 00000000-1111");
    chat.say("resolved " + first + " restarted it");

    assertThat(api.get("/incidents/" + first).path("resolution").asText())
        .isEqualTo("restarted it");
    assertThat(api.get("/incidents?open=true").path("items")).hasSize(1);
  }

  @Test
  void whoIsNotListedAsksAndChangesNothing() throws Exception {
    String id = open("checkout");
    for (String change : new String[] {"ack", "resolved x", "note x", "silence all 2h x"}) {
      assertThat(chat.say(change, GUEST, CHANNEL).text()).contains("may ask and not change things");
    }
    assertThat(chat.say("incidents", GUEST, CHANNEL).text()).contains("checkout is slow");
    chat.toSlackDoor(ChatPost.CLICK, chat.click("arm_resolved", id, "1.1", GUEST));
    slack.await(
        one ->
            one.text().contains("may ask and not")
                && one.body().path("response_type").asText().equals("ephemeral"));
    assertThat(api.get("/incidents/" + id).path("entries")).hasSize(1);
  }

  @Test
  void deploymentsAreListed() throws Exception {
    api.post(
        "/deployments",
        "{\"service\":\"payments\",\"version\":\"v42\",\"env\":\"prod\",\"what\":[\"new pool\"]}");

    assertThat(chat.say("deploys payments 48h").text()).contains("payments v42: new pool");
    assertThat(chat.say("deploys cart").text()).isEqualTo("Nothing went out of cart.");
    assertThat(chat.say("deploys payments 4x").text()).contains("not 4x");
  }

  @Test
  void aSilenceSaysWhatHowLongAndWhy() throws Exception {
    assertThat(chat.say("silence service payments 2h the database moves").text())
        .containsPattern("Silent until \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC: ")
        .contains("service=payments", "steve", "the database moves");
    for (String bad :
        new String[] {
          "silence", "silence payments 2h x", "silence all 2h", "silence env prod x y"
        }) {
      assertThat(chat.say(bad).text()).contains("how long and why");
    }
    assertThat(chat.say("silence all 90d x").text()).contains("at most 31 days");
  }

  @Test
  void aWordThatIsUnknownGetsASuggestion() throws Exception {
    assertThat(chat.say("resolvd it").text()).contains("did you mean /arm resolved?");
    assertThat(chat.say("frobnicate").text()).contains("There is no frobnicate.", "/arm why");
    assertThat(chat.say("").text()).contains("/arm silence");
  }

  @Test
  void whatMemoriesSayCallsNobodyAndMakesNoLinks() throws Exception {
    open("<!channel> @here <https://evil.example|https://good.example> & cart");

    String text = chat.say("incidents").text();

    assertThat(text)
        .contains("&lt;!channel&gt;", "&lt;https://evil.example|https://good.example&gt; &amp;")
        .doesNotContain("<", "@here");
  }

  @Test
  void aBusySlackIsAskedAgainAndASlowOneHoldsUpNobody() throws Exception {
    slack.gives(429, Map.of("Retry-After", "1"), "");
    assertThat(chat.say("help").text()).contains("/arm why");

    slack.hang();
    for (int i = 0; i < 4; i++) {
      assertThat(
              chat.toSlackDoor(ChatPost.COMMAND, chat.command("help", GUEST, CHANNEL)).statusCode())
          .isEqualTo(200);
    }
    daemon.alerts(AlertPost.firing("Slow", "cart", "critical"));
    daemon.awaitMetric("arm_daemon_handled_total{treatment=\"notified\"} 1.0");
    slack.goOn();
  }

  @Test
  void teamsIsAnsweredInACardOfPlainWords() throws Exception {
    String id = open("<at>everyone</at> [good](https://evil.example) cart");
    String thread = "19:253b1f@thread.example;messageid=1485983194839";
    String user = "6a0dd3ab-aaaa";

    String listed =
        chat.toTeamsDoor(ChatPost.activity("incidents", thread, user, Instant.now())).body();
    chat.toTeamsDoor(ChatPost.activity("resolved moved it", thread, user, Instant.now()));
    chat.toTeamsDoor(ChatPost.activity("why is cart slow", thread, user, Instant.now()));

    assertThat(listed)
        .contains("TextRun", "[good](https://evil.example)")
        .doesNotContain("Markdown");
    assertThat(listed).doesNotContain("\"TextBlock\"");
    JsonNode incident = api.get("/incidents/" + id);
    assertThat(incident.path("resolution").asText()).isEqualTo("moved it");
    assertThat(incident.toString()).contains("Richard Moe (Teams 6a0dd3ab-aaaa)");
    String session = api.get("/sessions").path("items").path(0).path("id").asText();
    assertThat(session).isEqualTo("teams:19:253b1f@thread.example~3b~messageid~3d~1485983194839");
    assertThat(api.delete("/sessions/" + session).path("forgotten").asInt()).isEqualTo(2);
    String guest = ChatPost.activity("ack " + id, thread, "somebody", Instant.now());
    assertThat(chat.toTeamsDoor(guest).body()).contains("may ask and not change");
  }
}
