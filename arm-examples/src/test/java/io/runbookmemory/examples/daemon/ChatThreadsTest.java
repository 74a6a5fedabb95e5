package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.examples.Ran;
import io.runbookmemory.examples.daemon.FakeSlack.Sent;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Incidents in Slack: a message with buttons begins a thread, and shows what becomes of it. */
@Timeout(180)
class ChatThreadsTest {

  private static final String POST = "/api/chat.postMessage";
  private static final String UPDATE = "/api/chat.update";
  private static final String STEVE = "U2147483697";

  @TempDir Path temp;

  private final FakeSlack slack = new FakeSlack();
  private final Catcher team = new Catcher();

  @AfterEach
  void stop() {
    slack.close();
    team.close();
  }

  private RunningDaemon daemon(String store) {
    return daemon(store, FakeEmbeddingModel::new);
  }

  private RunningDaemon daemon(String store, Supplier<EmbeddingModel> model) {
    return RunningDaemon.start(
        temp,
        ChatPost.config(slack, "").replace("memory:", store)
            + """
            mode: page
            channels:
              - {name: ops, kind: slack, token: xoxb-1-abc, url: "%s", channel: C2147483705}
              - {name: team, kind: webhook, url: "%s"}
            """
                .formatted(slack.api(), team.address()),
        model,
        InstantSource.system());
  }

  private static String button(Sent first, String action) {
    for (JsonNode element : first.body().path("blocks").path(1).path("elements")) {
      if (element.path("action_id").asText().equals(action)) {
        return element.path("value").asText();
      }
    }
    throw new AssertionError("no button " + action + " in " + first.body());
  }

  @Test
  void whatFollowsGoesIntoTheThreadOfTheFirstMessageEvenAfterARestart() throws Exception {
    String store = "sqlite:" + temp.resolve("memory.db");
    try (RunningDaemon daemon = daemon(store)) {
      daemon.alerts(AlertPost.firing("Slow", "cart", "critical"));
      Sent first = slack.await(one -> one.path().equals(POST));
      assertThat(first.thread()).isEmpty();
      assertThat(first.authorization()).isEqualTo("Bearer xoxb-1-abc");
      daemon.awaitMetric("arm_daemon_notifications_total{channel=\"ops\",result=\"sent\"} 1.0");
    }
    try (RunningDaemon daemon = daemon(store)) {
      daemon.alerts(AlertPost.resolved("Slow", "cart", "critical"));

      Sent end = slack.await(one -> one.path().equals(POST) && !one.thread().isEmpty());
      assertThat(end.thread()).isEqualTo("1700000000.000001");
      assertThat(end.text()).contains("RESOLVED Slow of cart");
      Sent updated = slack.await(one -> one.path().equals(UPDATE));
      assertThat(updated.body().path("ts").asText()).isEqualTo("1700000000.000001");
      assertThat(updated.text()).startsWith("RESOLVED").contains("PAGE Slow of cart".substring(5));
      assertThat(updated.body().toString())
          .contains("\"arm_helped\"", "\"arm_not_helped\"")
          .doesNotContain("\"arm_ack\"", "\"arm_resolved\"");
    }
  }

  @Test
  void clicksChangeTheJournalAndTheMessage() throws Exception {
    try (RunningDaemon daemon = daemon("memory:")) {
      ChatPost chat = new ChatPost(daemon, slack);
      ApiClient api = new ApiClient(daemon);
      api.post(
          "/memories",
          Map.of("text", "Slow of cart: cart was slow. Fix: restarted cart", "service", "cart"));
      daemon.alerts(AlertPost.firing("Slow", "cart", "critical"));
      Sent first = slack.await(one -> one.path().equals(POST));
      String incident = button(first, "arm_ack");

      click(chat, "arm_ack", incident);
      Sent acked = slack.await(one -> isReplaced(one, "taken on", "acknowledged"));
      assertThat(acked.text()).contains("steve (Slack U2147483697)", "Slow of cart");
      assertThat(acked.body().toString()).doesNotContain("\"arm_ack\"").contains("arm_resolved");
      click(chat, "arm_not_helped", incident);
      click(chat, "arm_resolved", incident);
      slack.await(one -> isReplaced(one, "resolved") && !has(one, "\"arm_resolved\""));
      slack.await(one -> one.path().equals(POST) && one.text().contains("What ended it?"));

      JsonNode now = api.get("/incidents/" + incident);
      assertThat(now.path("state").asText()).isEqualTo("resolved");
      assertThat(now.path("entries").findValuesAsText("kind"))
          .contains("Acknowledged", "Acted", "Resolved");
      assertThat(slack.all().stream().filter(one -> one.path().equals(POST) && !one.equals(first)))
          .isNotEmpty()
          .allMatch(one -> one.thread().equals("1700000000.000001"));
    }
  }

  @Test
  void whatThePaneTheApiAndCommandsSayIsSaidInTheThreadOnceAlsoAfterARestart() throws Exception {
    String store = "sqlite:" + temp.resolve("memory.db");
    String incident; // The command has the model that ships, so the daemon must.
    try (RunningDaemon daemon = daemon(store, OnnxEmbeddingModel::bundled)) {
      daemon.alerts(AlertPost.firing("Slow", "cart", "critical"));
      incident = button(slack.await(one -> one.path().equals(POST)), "arm_ack");
      daemon.awaitMetric("arm_daemon_notifications_total{channel=\"ops\",result=\"sent\"} 1.0");
      new ApiClient(daemon).post("/incidents/" + incident + "/acknowledgement", Map.of());
      Sent said = slack.await(one -> isInThread(one, "acknowledged by "));
      assertThat(said.thread()).isEqualTo("1700000000.000001");
      Sent first = slack.await(one -> one.path().equals(UPDATE));
      assertThat(first.body().toString()).doesNotContain("\"arm_ack\"").contains("arm_resolved");
    }
    assertThat(
            Ran.arm("incidents", "resolve", incident, "flushed the cache", "--store", store).out())
        .contains("resolved after");
    try (RunningDaemon daemon = daemon(store, OnnxEmbeddingModel::bundled)) {
      slack.await(one -> isInThread(one, "resolved by ") && has(one, "flushed the cache"));
      slack.await(one -> one.path().equals(UPDATE) && one.text().startsWith("RESOLVED"));
      daemon.alerts(AlertPost.resolved("Slow", "cart", "critical"));
      Sent end = slack.await(one -> isInThread(one, "RESOLVED Slow of cart"));

      assertThat(end.text()).contains("flushed the cache").doesNotContain("what ended it?");
      assertThat(slack.all().stream().filter(one -> isInThread(one, "acknowledged by ")))
          .hasSize(1);
    }
  }

  private static boolean isInThread(Sent one, String words) {
    return one.path().equals(POST) && !one.thread().isEmpty() && one.text().contains(words);
  }

  private static void click(ChatPost chat, String action, String incident) {
    String body = chat.click(action, incident, "1700000000.000001", STEVE);
    assertThat(chat.toSlackDoor(ChatPost.CLICK, body).statusCode()).isEqualTo(200);
  }

  private static boolean has(Sent one, String words) {
    return one.body().toString().contains(words);
  }

  private static boolean isReplaced(Sent one, String... words) {
    return one.body().path("replace_original").asBoolean()
        && List.of(words).stream().anyMatch(one.text()::contains);
  }

  @Test
  void aClickOnWhatIsNotKnownChangesNothing() throws Exception {
    try (RunningDaemon daemon = daemon("memory:")) {
      ChatPost chat = new ChatPost(daemon, slack);
      click(chat, "arm_ack", "00000000-0000-7000-8000-000000000001");
      click(chat, "arm_ack", "no id");
      click(chat, "format_disk", "00000000-0000-7000-8000-000000000001");

      slack.await(one -> one.text().contains("not known here"));
      assertThat(new ApiClient(daemon).get("/incidents").path("items")).isEmpty();
    }
  }

  @Test
  void aSlackThatRefusesOrHangsHoldsUpNoOtherChannel() throws Exception {
    slack.gives(200, Map.of(), "{\"ok\":false,\"error\":\"not_in_channel\"}");
    slack.gives(429, Map.of("Retry-After", "1"), "");
    try (RunningDaemon daemon = daemon("memory:")) {
      daemon.alerts(AlertPost.firing("Slow", "cart", "critical"));
      team.await(one -> one.field("service").equals("cart"));
      Sent told = slack.await(one -> one.path().equals(POST));
      assertThat(told.text()).contains("Slow of cart");
      assertThat(daemon.log()).contains("invite the bot to the channel");

      slack.hang();
      daemon.alerts(AlertPost.firing("Down", "payments", "critical"));
      team.await(one -> one.field("service").equals("payments"));
      slack.goOn();
      slack.await(one -> one.text().contains("Down of payments"));
    }
  }
}
