package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doors of the chats refuse. */
@Timeout(120)
class ChatSecurityTest {

  @TempDir static Path temp;

  private static final FakeSlack SLACK = new FakeSlack();
  private static RunningDaemon daemon;
  private static ChatPost chat;

  @BeforeAll
  static void start() {
    String config = ChatPost.config(SLACK, ", workspace: T0001");
    daemon = RunningDaemon.start(temp, config + "listen: {maxBody: 20000}\n");
    chat = new ChatPost(daemon, SLACK);
  }

  @AfterAll
  static void stop() {
    daemon.close();
    SLACK.close();
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }

  private static String signed(long time, String body) {
    return ChatPost.signature(ChatPost.SLACK_SECRET, time, body);
  }

  private static void refused(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(401);
  }

  private String body() {
    return chat.command("help", "U1", "C1");
  }

  @ParameterizedTest
  @ValueSource(strings = {ChatPost.COMMAND, ChatPost.CLICK})
  void whatIsNotSignedOrBySomebodyElseIsRefused(String path) {
    String body = body();
    String time = String.valueOf(now());
    refused(chat.toSlackDoor(path, body, "", ""));
    refused(chat.toSlackDoor(path, body, time, ""));
    refused(chat.toSlackDoor(path, body, "", signed(now(), body)));
    refused(chat.toSlackDoor(path, body, time, "v0=" + "0".repeat(64)));
    refused(chat.toSlackDoor(path, body, time, "v0="));
    refused(chat.toSlackDoor(path, body, "now", signed(now(), body)));
    String wrong = ChatPost.signature("another-secret-0123456789", now(), body);
    refused(chat.toSlackDoor(path, body, String.valueOf(now()), wrong));
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, -100_000, 310, 100_000})
  void whatIsOldOrFromAheadIsRefusedThoughItIsSigned(long off) {
    String body = body();
    long time = now() + off;
    refused(chat.toSlackDoor(ChatPost.COMMAND, body, String.valueOf(time), signed(time, body)));
  }

  @Test
  void aByteThatChangedIsRefusedWhereverItIs() {
    String body = body();
    long time = now();
    String signature = signed(time, body);
    for (int at = 0; at < body.length(); at += 17) {
      char other = body.charAt(at) == 'x' ? 'y' : 'x';
      String changed = body.substring(0, at) + other + body.substring(at + 1);
      refused(chat.toSlackDoor(ChatPost.COMMAND, changed, String.valueOf(time), signature));
    }
    assertThat(
            chat.toSlackDoor(ChatPost.COMMAND, body, String.valueOf(time), signature).statusCode())
        .isEqualTo(200);
  }

  @Test
  void whatWasHeardIsNotHeardAgain() {
    String body = body();
    long time = now();
    String signature = signed(time, body);
    String at = String.valueOf(time);
    assertThat(chat.toSlackDoor(ChatPost.COMMAND, body, at, signature).statusCode()).isEqualTo(200);
    refused(chat.toSlackDoor(ChatPost.COMMAND, body, at, signature));
    refused(chat.toSlackDoor(ChatPost.CLICK, body, at, signature));
  }

  @Test
  void theDaemonCallsNobodyButSlack() {
    for (String elsewhere :
        List.of(
            "http://127.0.0.1:1/commands/x",
            "https://evil.example/commands/x",
            "http://169.254.169.254/latest",
            SLACK.root().replace("http://", "http://evil@") + "/commands/x",
            SLACK.root() + "/",
            "file:///etc/passwd",
            "not an address",
            "")) {
      String real = ChatPost.form(Map.of("r", SLACK.responses())).substring(2);
      String other = ChatPost.form(Map.of("r", elsewhere)).substring(2);
      HttpResponse<String> response =
          chat.toSlackDoor(ChatPost.COMMAND, body().replace(real, other));
      assertThat(response.statusCode()).as(elsewhere).isEqualTo(400);
      assertThat(response.body()).contains("response_url");
    }
  }

  @Test
  void bodiesThatAreNoneAreRefused() {
    assertThat(chat.toSlackDoor(ChatPost.COMMAND, "a=" + "b".repeat(20_001)).statusCode())
        .isEqualTo(413);
    assertThat(chat.toSlackDoor(ChatPost.COMMAND, "text=a&text=b").statusCode()).isEqualTo(400);
    assertThat(chat.toSlackDoor(ChatPost.CLICK, "payload=%7B").statusCode()).isEqualTo(400);
    String deep = "[".repeat(200) + "]".repeat(200);
    assertThat(
            chat.toSlackDoor(ChatPost.CLICK, ChatPost.form(Map.of("payload", deep))).statusCode())
        .isEqualTo(400);
    assertThat(daemon.post(ChatPost.COMMAND, "{}").statusCode()).isEqualTo(415);
    HttpResponse<String> page =
        daemon.post(
            ChatPost.COMMAND,
            "text=a",
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Origin",
            "https://evil.example");
    assertThat(page.statusCode()).isEqualTo(403);
  }

  @Test
  void anotherWorkspaceIsNotHeard() {
    String body = body().replace("team_id=T0001", "team_id=T0002");
    assertThat(chat.toSlackDoor(ChatPost.COMMAND, body).body()).contains("workspace");
  }

  @Test
  void aWebhookOfTeamsIsSignedOfNowAndHeardOnce() {
    String body = ChatPost.activity("help", "19:a@thread.example", "u", Instant.now());
    refused(chat.toTeamsDoor(body, ""));
    refused(chat.toTeamsDoor(body, "HMAC "));
    refused(chat.toTeamsDoor(body, "HMAC AAAA"));
    refused(chat.toTeamsDoor(body, ChatPost.teamsSignature(body).replace("HMAC", "Bearer")));
    refused(chat.toTeamsDoor(body.replace("help", "hulp"), ChatPost.teamsSignature(body)));
    String old =
        ChatPost.activity("help", "19:a@thread.example", "u", Instant.now().minusSeconds(301));
    refused(chat.toTeamsDoor(old));
    refused(chat.toTeamsDoor("{\"type\":\"message\",\"text\":\"help\"}"));

    HttpResponse<String> heard = chat.toTeamsDoor(body);
    assertThat(heard.statusCode()).isEqualTo(200);
    assertThat(heard.body()).contains("AdaptiveCard", "what solved it last time");
    refused(chat.toTeamsDoor(body));
  }

  @Test
  void aChatThatIsNotConfiguredIsNotThere() {
    try (RunningDaemon without = RunningDaemon.start(temp, "store: \"memory:\"\n")) {
      ChatPost off = new ChatPost(without, SLACK);
      assertThat(off.toSlackDoor(ChatPost.COMMAND, body()).statusCode()).isEqualTo(404);
      assertThat(off.toSlackDoor(ChatPost.CLICK, body()).statusCode()).isEqualTo(404);
      assertThat(off.toTeamsDoor("{}").statusCode()).isEqualTo(404);
    }
  }
}
