package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.examples.PostgresUnderTest;
import io.runbookmemory.examples.daemon.Catcher.Caught;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.testkit.server.LocalPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a daemon does while its database takes connections and answers nobody. */
@Timeout(300)
class DatabaseHangsTest {

  @TempDir Path temp;

  private final Catcher team = new Catcher();
  private final LocalPostgres server = PostgresUnderTest.start();
  private final HangingProxy proxy = new HangingProxy(server.port());

  @AfterEach
  void stop() {
    team.close();
    proxy.close();
    server.close();
  }

  private RunningDaemon daemon(String more) {
    String url = server.url().replace(":" + server.port() + "/", ":" + proxy.port() + "/");
    assertThat(url).isNotEqualTo(server.url());
    return RunningDaemon.start(
        temp,
        """
        mode: page
        store: "%s"
        analysis: {enabled: false}
        channels:
          - {name: team, kind: webhook, url: "%s", of: [page, ticket]}
        """
                .formatted(url + "&user=" + LocalPostgres.USER, team.address())
            + more);
  }

  @Test
  void alertsAreSpooledAndToldRecallComesFromTheCopyAndTheDaemonLives() throws Exception {
    try (RunningDaemon daemon = daemon("replica: {directory: copy}\n")) {
      new ApiClient(daemon)
          .post("/memories", "{\"text\":\"Checkout: PoolExhausted. Fix: max connections 200.\"}");
      Instant since = Instant.now();
      awaitReady(daemon, it -> isAfter(it.path("replica").asText(), since));

      proxy.hang();
      String slow = AlertPost.firing("PoolExhausted", "checkout", "critical");
      assertThat(daemon.alerts(slow).statusCode()).isEqualTo(200);
      Caught told = team.await(one -> one.text().contains("PoolExhausted of checkout"));
      assertThat(told.text()).contains("from the local copy as of 20", "max connections");
      assertThat(daemon.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(daemon.get("/metrics").statusCode()).isEqualTo(200);
      JsonNode ready = awaitReady(daemon, it -> it.path("spool").asText().equals("working"));
      assertThat(ready.path("ready").asBoolean()).isTrue();
      assertThat(ready.path("replica").asText()).startsWith("read, as of 20").contains("is down");
      // From now on it is known to hang, and nobody waits for it again.
      JsonNode asked = new ApiClient(daemon).post("/query", "{\"text\":\"PoolExhausted\"}");
      assertThat(asked.toString()).contains("max connections");
      assertThat(asked.at("/staleness/complete").asBoolean()).isTrue();

      proxy.goOn();
      awaitReady(
          daemon,
          it ->
              it.path("spool").asText().equals("empty")
                  && it.path("pipeline").asText().equals("working"));
      assertThat(daemon.alerts(slow).body()).contains("\"accepted\":0", "\"known\":1");
      assertThat(team.all()).hasSize(1);
    }
  }

  @Test
  void withoutACopyItSaysSoAndAlertmanagerIsToldToSendThemAgain() throws Exception {
    try (RunningDaemon daemon = daemon("replica: {enabled: false}\n")) {
      awaitReady(daemon, it -> it.path("ready").asBoolean());
      proxy.hang();
      String alert = AlertPost.firing("Down", "checkout", "critical");
      assertThat(daemon.alerts(alert).statusCode()).isEqualTo(503);
      awaitReady(daemon, it -> !it.path("ready").asBoolean());
      assertThat(daemon.get("/healthz").statusCode()).isEqualTo(200);
      proxy.goOn();
      while (daemon.alerts(alert).statusCode() != 200) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      team.await(one -> one.text().contains("Down of checkout"));
      assertThat(team.all()).hasSize(1);
    }
  }

  private static boolean isAfter(String replica, Instant since) {
    String follows = "follows, as of ";
    return replica.startsWith(follows)
        && Instant.parse(replica.substring(follows.length())).isAfter(since);
  }

  /** Waits for it; each look itself is answered, and not late. */
  private static JsonNode awaitReady(RunningDaemon daemon, Predicate<JsonNode> test)
      throws InterruptedException {
    while (true) {
      JsonNode ready = Output.parse(daemon.get("/readyz").body());
      if (test.test(ready)) {
        return ready;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
