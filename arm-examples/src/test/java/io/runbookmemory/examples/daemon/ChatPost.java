package io.runbookmemory.examples.daemon;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Requests as Slack and Teams send them, by their public documentation, with own values. */
record ChatPost(RunningDaemon daemon, FakeSlack slack) {

  static final String SLACK_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
  static final String TEAMS_SECRET =
      Base64.getEncoder()
          .encodeToString("a-key-of-thirty-two-bytes-length".getBytes(StandardCharsets.US_ASCII));

  static final String COMMAND = "/webhooks/slack/command";
  static final String CLICK = "/webhooks/slack/interactive";

  static String config(FakeSlack slack, String more) {
    return """
    store: "memory:"
    chat:
      slack: {signingSecret: %s, token: xoxb-1-abc, url: "%s", responders: [U2147483697]%s}
      teams: {secret: "%s", responders: [6a0dd3ab-aaaa]}
    """
        .formatted(SLACK_SECRET, slack.api(), more, TEAMS_SECRET);
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  String command(String text, String user, String channel) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("token", "gIkuvaNzQIHg97ATvDxqgjtO");
    fields.put("team_id", "T0001");
    fields.put("team_domain", "example");
    fields.put("channel_id", channel);
    fields.put("channel_name", "test");
    fields.put("user_id", user);
    fields.put("user_name", user.equals("U2147483697") ? "steve" : "guest");
    fields.put("command", "/arm");
    fields.put("text", text);
    fields.put("response_url", slack.responses());
    fields.put("trigger_id", "13345224609.738474920.8088930838d88f008e0" + System.nanoTime());
    fields.put("api_app_id", "A123456");
    return form(fields);
  }

  String click(String action, String incident, String message, String user) {
    String payload =
        """
        {"type":"block_actions","user":{"id":"%s","username":"steve","name":"steve",
         "team_id":"T0001"},"api_app_id":"A123456","token":"x","trigger_id":"%d",
         "container":{"type":"message","message_ts":"%s","channel_id":"C2147483705",
         "is_ephemeral":false},"team":{"id":"T0001","domain":"example"},
         "channel":{"id":"C2147483705","name":"test"},
         "message":{"type":"message","text":"t","ts":"%s"},"response_url":"%s",
         "actions":[{"type":"button","block_id":"b","action_id":"%s","value":"%s",
         "text":{"type":"plain_text","text":"x"},"action_ts":"1700000001.1"}]}\
        """
            .formatted(
                user, System.nanoTime(), message, message, slack.responses(), action, incident);
    return form(Map.of("payload", payload));
  }

  static String hmac(byte[] secret, String text, boolean hex) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] code = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return hex ? HexFormat.of().formatHex(code) : Base64.getEncoder().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String signature(String secret, long time, String body) {
    return "v0=" + hmac(secret.getBytes(StandardCharsets.UTF_8), "v0:" + time + ":" + body, true);
  }

  HttpResponse<String> toSlackDoor(String path, String body) {
    long now = Instant.now().getEpochSecond();
    return toSlackDoor(path, body, String.valueOf(now), signature(SLACK_SECRET, now, body));
  }

  HttpResponse<String> toSlackDoor(String path, String body, String time, String signature) {
    HttpRequest.Builder request =
        daemon
            .request(path)
            .POST(BodyPublishers.ofString(body))
            .header("Content-Type", "application/x-www-form-urlencoded");
    if (!time.isEmpty()) {
      request.header("X-Slack-Request-Timestamp", time);
    }
    if (!signature.isEmpty()) {
      request.header("X-Slack-Signature", signature);
    }
    return daemon.send(request);
  }

  /** Says something behind the command, as who may change things, and returns the answer. */
  FakeSlack.Sent say(String text) throws InterruptedException {
    return say(text, "U2147483697", "C2147483705");
  }

  FakeSlack.Sent say(String text, String user, String channel) throws InterruptedException {
    long before = answers();
    HttpResponse<String> response = toSlackDoor(COMMAND, command(text, user, channel));
    if (response.statusCode() != 200 || !response.body().isEmpty()) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    slack.await(any -> answers() > before);
    return slack.all().stream()
        .filter(one -> one.path().startsWith("/commands/"))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private long answers() {
    return slack.all().stream().filter(one -> one.path().startsWith("/commands/")).count();
  }

  static String activity(String text, String conversation, String user, Instant at) {
    return """
    {"type":"message","id":"1485983408511","timestamp":"%s",
     "localTimestamp":"2017-02-01T21:10:07.437Z","serviceUrl":"https://smba.example/amer/",
     "channelId":"msteams","from":{"id":"29:1XJKJMvc5GBtc2JwZq0oj8tHZmzrQ","name":"Richard Moe",
     "aadObjectId":"%s"},"conversation":{"isGroup":true,"id":"%s"},"recipient":null,
     "textFormat":"plain","attachmentLayout":null,"membersAdded":[],
     "text":"<at>arm</at>&nbsp;%s","attachments":[],"entities":[],
     "channelData":{"teamsChannelId":"19:253b1f341670408fb6fe51050b6e5ceb@thread.example"}}\
    """
        .formatted(at, user, conversation, text);
  }

  HttpResponse<String> toTeamsDoor(String body, String authorization) {
    HttpRequest.Builder request =
        daemon
            .request("/webhooks/teams")
            .POST(BodyPublishers.ofString(body))
            .header("Content-Type", "application/json; charset=utf-8");
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return daemon.send(request);
  }

  static String teamsSignature(String body) {
    return "HMAC " + hmac(Base64.getDecoder().decode(TEAMS_SECRET), body, false);
  }

  HttpResponse<String> toTeamsDoor(String body) {
    return toTeamsDoor(body, teamsSignature(body));
  }
}
