package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.embedding.FunctionEmbeddingModel;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.daemon.Catcher.Caught;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of alerts that are brought: accepted, told of once, journalled, ended. */
@Timeout(180)
class AlertsTest {

  @TempDir Path temp;

  private final Catcher team = new Catcher();

  @AfterEach
  void stop() {
    team.close();
  }

  private String yaml(String more) {
    return """
    mode: page
    store: sqlite:%s
    channels:
      - {name: team, kind: webhook, url: "%s", of: [page, ticket]}
    """
            .formatted(temp.resolve("memory.db"), team.address())
        + more;
  }

  private RunningDaemon daemon(String more) {
    return RunningDaemon.start(temp, yaml(more));
  }

  @Test
  void anAlertIsToldOfWithItsIncidentAndWhy() throws Exception {
    try (RunningDaemon daemon = daemon("")) {
      HttpResponse<String> taken = daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));

      assertThat(taken.statusCode()).isEqualTo(200);
      assertThat(taken.body()).contains("\"accepted\":1");
      Caught told = team.await(one -> one.text().contains("Slow"));
      assertThat(told.event()).isEqualTo("alert.firing");
      assertThat(told.text()).contains("PAGE Slow of checkout in prod", "why: severity critical");
      assertThat(told.key()).endsWith("/2026-03-01T03:00:00Z/firing/team");
      assertThat(told.field("incident")).isNotBlank();
      assertThat(daemon.log()).contains("\"event\":\"alert\"", told.field("incident"));
    }
  }

  @Test
  void anAlertWhoseEndWasBroughtFirstIsOverAtOnceAlsoAfterARestart() throws Exception {
    try (RunningDaemon daemon = daemon("")) {
      daemon.alerts(AlertPost.resolved("Slow", "checkout", "critical"));
      daemon.awaitMetric("arm_daemon_handled_total{treatment=\"ended\"} 1.0");
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
      Caught fired = team.await(one -> one.event().equals("alert.firing"));
      Caught over = team.await(one -> one.event().equals("alert.resolved"));
      assertThat(over.field("incident")).isEqualTo(fired.field("incident"));
      daemon.alerts(AlertPost.resolved("Down", "cart", "critical"));
      daemon.awaitMetric("arm_daemon_handled_total{treatment=\"ended\"} 2.0");
    }
    try (RunningDaemon daemon = daemon("")) {
      daemon.alerts(AlertPost.firing("Down", "cart", "critical"));
      team.await(one -> one.text().contains("RESOLVED Down of cart"));
      assertThat(new ApiClient(daemon).get("/incidents?open=true").path("items")).isEmpty();
    }
    assertThat(team.all()).hasSize(4);
  }

  @Test
  void whatIsBroughtAgainIsKnownAlsoAfterARestart() throws Exception {
    String alert = AlertPost.firing("Slow", "checkout", "critical");
    try (RunningDaemon daemon = daemon("")) {
      daemon.alerts(alert);
      team.await(one -> one.text().contains("Slow"));
      assertThat(daemon.alerts(alert).body()).contains("\"accepted\":0", "\"known\":1");
    }
    try (RunningDaemon daemon = daemon("")) {
      assertThat(daemon.alerts(alert).body()).contains("\"accepted\":0", "\"known\":1");
      daemon.alerts(AlertPost.firing("Down", "cart", "critical"));
      team.await(one -> one.text().contains("Down"));
    }
    assertThat(team.all()).hasSize(2);
  }

  @Test
  void anAlertOfAGroupThatIsKnownIsFoldedIntoItsIncidentAlsoAfterARestart() throws Exception {
    String incident;
    try (RunningDaemon daemon = daemon("")) {
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
      incident = team.await(one -> one.text().contains("Slow")).field("incident");
    }
    try (RunningDaemon daemon = daemon("")) {
      daemon.alerts(AlertPost.firing("Errors", "checkout", "critical"));
      daemon.awaitMetric("arm_daemon_handled_total{treatment=\"folded\"} 1.0");
      assertThat(daemon.log())
          .contains("\"treatment\":\"folded\"", "\"incident\":\"" + incident + "\"");
    }
    assertThat(team.all()).hasSize(1);
  }

  @Test
  void theEndOfTheLastAlertIsToldOnceAndAsksWhatEndedIt() throws Exception {
    try (RunningDaemon daemon = daemon("")) {
      daemon.alerts(
          AlertPost.firing("Slow", "checkout", "critical"),
          AlertPost.firing("Errors", "checkout", "critical"));
      String incident = team.await(one -> one.event().equals("alert.firing")).field("incident");
      daemon.alerts(AlertPost.resolved("Errors", "checkout", "critical"));
      daemon.awaitMetric("arm_daemon_handled_total{treatment=\"ended\"} 1.0");
      assertThat(team.all()).hasSize(1);
      daemon.alerts(AlertPost.resolved("Slow", "checkout", "critical"));

      Caught over = team.await(one -> one.event().equals("alert.resolved"));
      assertThat(over.text())
          .contains("RESOLVED Slow", "over after 10 min", "arm incidents resolve " + incident);
      assertThat(over.field("incident")).isEqualTo(incident);
    }
    assertThat(team.all()).hasSize(2);
  }

  @Test
  void aTicketThatItsPageHeldBackComesOutWhenThatEnds() throws Exception {
    try (RunningDaemon daemon = daemon("")) {
      daemon.alerts(AlertPost.firing("Down", "checkout", "critical"));
      team.await(one -> one.text().contains("PAGE Down"));
      daemon.alerts(AlertPost.firing("Slow", "checkout", "warning"));
      daemon.awaitMetric("arm_daemon_handled_total{treatment=\"inhibited\"} 1.0");
      daemon.alerts(AlertPost.resolved("Down", "checkout", "critical"));

      Caught ticket = team.await(one -> one.text().contains("TICKET Slow"));
      assertThat(ticket.key()).endsWith("/firing/team");
    }
    assertThat(team.all()).extracting(Caught::event).containsOnly("alert.firing").hasSize(2);
  }

  @Test
  void inShadowTheLogAloneIsTold() throws Exception {
    try (RunningDaemon daemon =
        RunningDaemon.start(temp, yaml("").replace("mode: page", "mode: shadow"))) {
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
      daemon.awaitMetric("arm_daemon_notifications_total{channel=\"log\",result=\"sent\"} 1.0");
      assertThat(daemon.log()).contains("\"event\":\"notification\"", "PAGE Slow of checkout");
    }
    assertThat(team.all()).isEmpty();
  }

  @Test
  void withoutMemoryAlertsAreStillToldOf() throws Exception {
    try (RunningDaemon daemon = daemon("memory: {enabled: false}\n")) {
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
      Caught told = team.await(one -> one.text().contains("Slow"));
      assertThat(told.text()).contains("without a plan: memory is off", "Slow of checkout");
      assertThat(told.field("incident")).isNotBlank();
    }
  }

  @Test
  void aModelThatFailsIsSaid() throws Exception {
    FunctionEmbeddingModel broken =
        FunctionEmbeddingModel.builder(
                "broken",
                2,
                texts -> {
                  throw new UnavailableException("model", "the model is down");
                })
            .build();
    try (RunningDaemon daemon =
        RunningDaemon.start(temp, yaml(""), () -> broken, InstantSource.system())) {
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
      Caught told = team.await(one -> one.text().contains("Slow"));
      assertThat(told.text()).contains("recalled by words alone");
      daemon.awaitMetric("arm_daemon_lexical_total 1.0");
    }
  }

  @Test
  void whatAChannelDoesNotTakeIsTriedAgainAndSurvivesARestart() throws Exception {
    team.answer(503);
    try (RunningDaemon daemon = daemon("")) {
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
      daemon.awaitMetric("arm_daemon_notifications_total{channel=\"team\",result=\"failed\"}");
    }
    assertThat(team.all()).isEmpty();
    team.answer(200);
    try (RunningDaemon daemon = daemon("")) {
      team.await(one -> one.text().contains("Slow"));
      daemon.awaitMetric("arm_daemon_notifications_total{channel=\"team\",result=\"sent\"} 1.0");
    }
    assertThat(team.all()).hasSize(1);
  }

  @Test
  void aSecretInAnAnnotationIsNeitherToldNorWrittenDown() throws Exception {
    try (RunningDaemon daemon = daemon("")) {
      String alert =
          AlertPost.firing("Slow", "checkout", "critical")
              .replace("Slow of checkout", "curl -H 'Authorization: Bearer abcdef1234567890abcd'");
      daemon.alerts(alert);
      Caught told = team.await(one -> one.text().contains("Slow"));
      assertThat(told.body().toString()).doesNotContain("abcdef1234567890abcd");
    }
    String file =
        new String(Files.readAllBytes(temp.resolve("memory.db")), StandardCharsets.ISO_8859_1);
    assertThat(file).contains("alert-inbox").doesNotContain("abcdef1234567890abcd");
  }

  @Test
  void ofTwoDaemonsOnOneLedgerOneTellsAndTheOtherTakesOver(@TempDir Path other) throws Exception {
    String both = AlertPost.firing("Slow", "checkout", "critical");
    RunningDaemon one = daemon("");
    try (RunningDaemon two = RunningDaemon.start(other, yaml(""))) {
      one.alerts(both);
      assertThat(two.alerts(both).body()).contains("\"accepted\":0");
      two.alerts(AlertPost.firing("Down", "cart", "critical"));
      team.await(told -> told.text().contains("Slow"));
      team.await(told -> told.text().contains("Down"));
      one.close();
      two.alerts(AlertPost.firing("Late", "search", "critical"));
      team.await(told -> told.text().contains("Late"));
      assertThat(two.get("/readyz").body()).contains("\"pipeline\":\"working\"");
    }
    assertThat(team.all()).hasSize(3);
  }

  @Test
  void whenTooManyWaitTheRestIsAskedToComeBack() {
    try (RunningDaemon daemon = daemon("queue: {most: 2}\n")) {
      List<String> three =
          List.of(
              AlertPost.firing("A", "a", "critical"),
              AlertPost.firing("B", "b", "critical"),
              AlertPost.firing("C", "c", "critical"));
      HttpResponse<String> full = daemon.post("/webhooks/alertmanager", AlertPost.of(three));
      assertThat(full.statusCode()).isEqualTo(503);
      assertThat(full.headers().firstValue("Retry-After")).contains("5");
      assertThat(full.body()).contains("queue.most");
      assertThat(daemon.alerts(AlertPost.firing("A", "a", "critical")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aReloadTakesEffectAndLosesNothing() throws Exception {
    try (RunningDaemon daemon =
        RunningDaemon.start(temp, yaml("").replace("mode: page", "mode: shadow"))) {
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
      daemon.awaitMetric("arm_daemon_notifications_total{channel=\"log\",result=\"sent\"} 1.0");
      RunningDaemon.write(temp, yaml("").replace("sqlite:", "lucene:"));
      HttpResponse<String> reloaded = daemon.post("/-/reload", "");
      assertThat(reloaded.body()).contains("\"reloaded\":true", "\"needRestart\":[\"store\"]");
      daemon.alerts(AlertPost.firing("Down", "cart", "critical"));
      team.await(one -> one.text().contains("PAGE Down"));

      RunningDaemon.write(temp, yaml("mood: page\n"));
      HttpResponse<String> refused = daemon.post("/-/reload", "");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("arm.yaml:6", "did you mean mode?");
      Files.writeString(temp.resolve("arm.yaml"), "");
      assertThat(daemon.post("/-/reload", "").statusCode()).isEqualTo(400);
      assertThat(daemon.alerts(AlertPost.firing("Up", "search", "critical")).statusCode())
          .isEqualTo(200);
      team.await(one -> one.text().contains("PAGE Up"));
    }
    assertThat(team.all()).hasSize(2);
  }
}
