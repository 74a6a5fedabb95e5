package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The doors: what they let through, and how they refuse the rest. */
@Timeout(120)
class DoorsTest {

  private static final String ALERTS = "/webhooks/alertmanager";

  @TempDir static Path temp;

  private static RunningDaemon daemon;

  @BeforeAll
  static void start() {
    daemon =
        RunningDaemon.start(
            temp, "store: sqlite:" + temp.resolve("memory.db") + "\nlisten: {maxBody: 2000000}\n");
  }

  @AfterAll
  static void stop() {
    daemon.close();
  }

  @Test
  @Timeout(60)
  void healthReadinessAndMetricsAnswer() throws Exception {
    assertThat(daemon.get("/healthz").body()).isEqualTo("alive\n");
    HttpResponse<String> ready = daemon.get("/readyz");
    while (ready.statusCode() == 503) {
      Thread.sleep(10);
      ready = daemon.get("/readyz");
    }
    assertThat(ready.body()).contains("\"ready\":true", "\"pipeline\":\"working\"");
    // Another test's alert may still wait.
    while (!daemon.get("/metrics").body().contains("arm_daemon_backlog 0.0")) {
      Thread.sleep(10);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense|body|must be JSON",
        "[]|body|must be a JSON object",
        "{\"a\":1,\"a\":2}|body|Duplicate",
        "{}|version|must be \"4\", got none",
        "{\"version\":\"3\"}|version|got \"3\"",
        "{\"version\":\"4\",\"alerts\":[]}|alerts|1 to 10000 alerts, got a list of 0",
        "{\"version\":\"4\",\"alerts\":[{}]}|alerts[0].labels|an object of texts, got none",
        "{\"version\":\"4\",\"alerts\":[{\"labels\":{}}]}|alerts[0].labels|1 to",
        "{\"version\":\"4\",\"alerts\":[{\"labels\":{\"a\":1}}]}|alerts[0].labels.a|must be text",
        "{\"version\":\"4\",\"alerts\":[{\"labels\":{\"a\":\"b\"}}]}|alerts[0].status|firing",
      })
  void aBadPayloadIsAProblemThatNamesThePlace(String body, String place, String rule) {
    HttpResponse<String> refused = daemon.post(ALERTS, body);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(refused.body()).contains("\"place\":\"" + place + "\"", rule.replace("\"", "\\\""));
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    String alert = AlertPost.firing("A", "a", "page").replace("2026-03-01T03:00:00Z", "yesterday");
    assertThat(daemon.alerts(alert).body()).contains("alerts[0].startsAt", "got \\\"yesterday");
  }

  @Test
  void whatIsNestedDeeplyIsRefused() {
    String deep = "{\"version\":".repeat(500) + "1" + "}".repeat(500);
    HttpResponse<String> refused = daemon.post(ALERTS, deep);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("nesting depth");
  }

  @Test
  void whatIsTooLargeIsRefusedWithAndWithoutALength() throws Exception {
    String large = " ".repeat(2_500_000);
    assertThat(daemon.post(ALERTS, large).statusCode()).isEqualTo(413);
    String chunk = "2625a0\r\n" + large + "\r\n0\r\n\r\n";
    String answer =
        raw(
            "POST "
                + ALERTS
                + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + chunk);
    assertThat(answer).startsWith("HTTP/1.1 413");
  }

  @Test
  void whatAlertmanagerLeftOutIsCountedAndSaid() throws Exception {
    String cut =
        AlertPost.of(AlertPost.firing("Cut", "cut", "info"))
            .replace("\"truncatedAlerts\":0", "\"truncatedAlerts\":7");
    assertThat(daemon.post(ALERTS, cut).body()).contains("\"accepted\":1");
    daemon.awaitMetric("arm_daemon_alerts_total{result=\"truncated\"} 7.0");
    assertThat(daemon.log()).contains("\"event\":\"alerts-truncated\"", "\"count\":\"7\"");
  }

  @Test
  void whatIsRefusedBeforeItsDoorIsLookedForSaysWhatIsWrong() {
    String head = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assertThat(daemon.raw("GET /a%2fb" + head))
        .startsWith("HTTP/1.1 400")
        .contains("two ways")
        .doesNotContain("not one of");
  }

  @Test
  void wordsThatAreTooManyAreCutAndTheAlertIsTaken() {
    StringBuilder many = new StringBuilder("\"annotations\":{");
    for (int i = 0; i < 100; i++) {
      many.append("\"a").append(i).append("\":\"").append("\\u0001".repeat(2_000)).append("\",");
    }
    String alert =
        AlertPost.firing("Wordy", "wordy", "info").replace("\"annotations\":{", many.toString());
    assertThat(daemon.alerts(alert).body()).contains("\"accepted\":1");
    String labels =
        AlertPost.firing("L", "l", "info")
            .replace("\"env\":\"prod\"", "\"env\":\"" + "x".repeat(70_000) + "\"");
    assertThat(daemon.alerts(labels).body()).contains("alerts[0].labels", "got 70");
  }

  @Test
  void otherPathsMethodsTypesAndOriginsAreRefused() {
    assertThat(daemon.get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(daemon.get("/webhooks/../healthz").statusCode()).isIn(200, 400, 404);
    HttpResponse<String> get = daemon.get(ALERTS);
    assertThat(get.statusCode()).isEqualTo(405);
    assertThat(get.headers().firstValue("Allow")).contains("POST");
    String body = AlertPost.of(AlertPost.firing("A", "a", "page"));
    assertThat(daemon.post(ALERTS, body, "Content-Type", "text/plain").statusCode()).isEqualTo(415);
    assertThat(
            daemon
                .post(ALERTS, body, "Content-Type", "application/json", "Origin", "http://evil")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void aReloadIsForThisMachineAloneAndNotForWhomAProxyHerePassesOn() throws Exception {
    assertThat(daemon.post("/-/reload", "").statusCode()).isEqualTo(200);
    HttpResponse<String> passedOn = daemon.post("/-/reload", "", "X-Forwarded-For", "9.9.9.9");
    assertThat(passedOn.statusCode()).isEqualTo(403);
    assertThat(raw("POST /-/reload HTTP/1.1\r\nHost: arm.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void aTokenIsAskedForWhereOneIsSet(@TempDir Path other) {
    try (RunningDaemon guarded =
        RunningDaemon.start(other, "store: \"memory:\"\nlisten: {token: secret-word}\n")) {
      String body = AlertPost.of(AlertPost.firing("A", "a", "info"));
      assertThat(guarded.post(ALERTS, body).statusCode()).isEqualTo(401);
      assertThat(
              guarded
                  .post(
                      ALERTS, body, "Content-Type", "application/json", "Authorization", "Bearer x")
                  .statusCode())
          .isEqualTo(401);
      assertThat(
              guarded
                  .post(
                      ALERTS,
                      body,
                      "Content-Type",
                      "application/json",
                      "Authorization",
                      "Bearer secret-word")
                  .statusCode())
          .isEqualTo(200);
      assertThat(guarded.get("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aPortThatIsTakenIsSaid(@TempDir Path other) {
    String yaml = "store: \"memory:\"\nlisten: {port: " + daemon.port() + "}\n";
    assertThatThrownBy(() -> RunningDaemon.start(other, yaml).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("127.0.0.1:" + daemon.port(), "--port");
  }

  @Test
  void aDeploymentIsRememberedOnceForItsKey() {
    String body =
        """
        {"service":"checkout","version":"1.4.2","env":"prod","at":"2026-03-01T02:00:00Z",
         "key":"run-7","what":["new pool"],"risk":"low","watch":"p99 latency","watchFor":"6h"}
        """;
    assertThat(daemon.post("/webhooks/deployments", body).body()).contains("\"result\":\"added\"");
    assertThat(daemon.post("/webhooks/deployments", body).body()).contains("unchanged");
    assertThat(daemon.post("/webhooks/deployments", "{\"service\":\"a\"}").body())
        .contains("\"place\":\"version\"", "must be given");
    assertThat(daemon.post("/webhooks/deployments", "{\"servce\":\"a\"}").body())
        .contains("\"place\":\"servce\"", "is unknown");
    assertThat(
            daemon
                .post(
                    "/webhooks/deployments",
                    "{\"service\":\"a\",\"version\":\"1\",\"env\":\"moon\"}")
                .body())
        .contains("\"place\":\"env\"");
  }

  @Test
  void aDeploymentThatIsToldTwiceWithoutKeyAndTimeIsRememberedOnce() {
    String body = "{\"service\":\"told-twice\",\"version\":\"%s\",\"watchFor\":\"6h\"}";
    String first = daemon.post("/webhooks/deployments", body.formatted("7")).body();
    assertThat(first).contains("\"result\":\"added\"");
    assertThat(daemon.post("/webhooks/deployments", body.formatted("7")).body())
        .isEqualTo(first.replace("added", "unchanged"));
    assertThat(daemon.post("/webhooks/deployments", body.formatted("8")).body()).contains("added");
    assertThat(daemon.post("/webhooks/deployments", body.formatted("7")).body()).contains("added");
  }

  private static String raw(String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), daemon.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
