package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.examples.Ran;
import io.runbookmemory.examples.daemon.Catcher.Caught;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import io.runbookmemory.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told of what fires on, or fires again, and to whom its end is told. */
@Timeout(180)
class StillFiringTest {

  private static final String BOSS =
      "  - {name: boss, kind: webhook, url: \"%s\", of: page, after: 10s}\n";

  @TempDir Path temp;

  private final Catcher team = new Catcher();

  /** Silences are asked for by the clock of this machine, which stays behind. */
  private final ManualClock clock = new ManualClock(Instant.now().plusSeconds(1_800));

  @AfterEach
  void stop() {
    team.close();
  }

  private String url() {
    return "sqlite:" + temp.resolve("memory.db");
  }

  private String yaml(String more) {
    return """
    mode: page
    store: %s
    analysis: {enabled: false}
    channels:
      - {name: team, kind: webhook, url: "%s"}
    """
            .formatted(url(), team.address())
        + more.replace("%s", team.address().toString());
  }

  private RunningDaemon daemon(String more) {
    return RunningDaemon.start(temp, yaml(more), FakeEmbeddingModel::new, clock);
  }

  private Ran arm(String... args) {
    Object[] all = new Object[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--store";
    all[args.length + 1] = url();
    return Ran.arm(all);
  }

  /** Waits until so many were told something, and not one more by what comes behind it. */
  private void awaitTold(RunningDaemon daemon, int count) throws Exception {
    if (count > 0) {
      team.await(one -> told().size() >= count);
    }
    String marker = "marker" + clock.instant().toEpochMilli();
    daemon.alerts(AlertPost.firing("Marker", marker, "warning"));
    team.await(one -> one.field("service").equals(marker));
    assertThat(told()).as("told: %s", team.all()).hasSize(count);
  }

  private List<Caught> told() {
    return team.all().stream().filter(one -> !one.text().contains("Marker")).toList();
  }

  private static String from(String alert, String minute) {
    return alert
        .replace("03:00:00Z", "03:" + minute + ":00Z")
        .replace("03:10:00Z", "03:" + minute + ":30Z");
  }

  private static String page() {
    return AlertPost.firing("Slow", "cart", "critical");
  }

  private static String end() {
    return AlertPost.resolved("Slow", "cart", "critical");
  }

  @Test
  void whatFiresAgainAfterItsEndWasToldIsToldAnewAndEscalatedOnceAndItsEndWhenItIsQuiet()
      throws Exception {
    try (RunningDaemon daemon = daemon(BOSS)) {
      daemon.alerts(page());
      String incident = team.await(one -> one.event().equals("alert.firing")).field("incident");
      var unused =
          new ApiClient(daemon).post("/incidents/" + incident + "/acknowledgement", Map.of());
      daemon.alerts(end());
      team.await(one -> one.event().equals("alert.resolved"));
      clock.advance(Duration.ofSeconds(5));
      daemon.alerts(from(page(), "12"));
      Caught again = team.await(one -> one.key().contains("03:12:00Z/firing/team"));
      assertThat(again.text()).contains("PAGE Slow of cart");
      assertThat(again.field("incident")).isEqualTo(incident);
      clock.advance(Duration.ofSeconds(11));
      team.await(one -> one.text().contains("ESCALATED") && one.key().endsWith("/boss"));
      daemon.alerts(from(end(), "12"));
      daemon.awaitMetric("arm_daemon_handled_total{treatment=\"ended\"} 2.0");
      clock.advance(Duration.ofMinutes(2));
      daemon.alerts(from(page(), "15"));
      daemon.awaitMetric("arm_daemon_handled_total{treatment=\"folded\"} 1.0");
      daemon.alerts(from(end(), "15"));
      awaitTold(daemon, 4);
    }
    clock.advance(Duration.ofMinutes(6));
    try (RunningDaemon daemon = daemon(BOSS)) {
      team.await(one -> one.key().endsWith("03:15:00Z/resolved/team"));
      team.await(one -> one.key().endsWith("03:15:00Z/resolved/boss"));
      awaitTold(daemon, 6);
    }
  }

  @Test
  void anEndAndABeginningThatAreBroughtTogetherAreBothTold() throws Exception {
    try (RunningDaemon daemon = daemon("")) {
      daemon.alerts(page());
      team.await(one -> one.event().equals("alert.firing"));
      daemon.alerts(end(), from(page(), "12"));
      team.await(one -> one.event().equals("alert.resolved"));
      team.await(one -> one.key().contains("03:12:00Z/firing/team"));
      awaitTold(daemon, 3);
    }
  }

  @Test
  void whatFiresOnAfterASilenceIsToldOnceWithoutAReport() throws Exception {
    arm("silence", "--duration", "2h", "--reason", "moves", "--service", "cart");
    try (RunningDaemon daemon = daemon("")) {
      daemon.alerts(page());
      daemon.awaitMetric("arm_daemon_handled_total{treatment=\"silenced\"} 1.0");
      clock.advance(Duration.ofMinutes(60));
      awaitTold(daemon, 0);
      clock.advance(Duration.ofMinutes(60));
      Caught told = team.await(one -> one.field("service").equals("cart"));
      assertThat(told.text()).contains("PAGE Slow of cart", "fires on after a silence");
      assertThat(told.field("incident")).isNotBlank();
    }
    clock.advance(Duration.ofSeconds(5));
    try (RunningDaemon daemon = daemon("")) {
      awaitTold(daemon, 1);
      daemon.alerts(end());
      team.await(one -> one.event().equals("alert.resolved"));
    }
  }

  @Test
  void whatFiresOnAfterMaintenanceIsToldByTheNextProcessToo() throws Exception {
    String maintenance =
        """
        maintenance:
          - {name: rack, labels: {service: cart}, from: "%s", to: "%s"}
        """
            .formatted(clock.instant().minusSeconds(60), clock.instant().plus(Duration.ofHours(1)));
    try (RunningDaemon daemon = daemon(maintenance)) {
      daemon.alerts(page());
      daemon.awaitMetric("arm_daemon_handled_total{treatment=\"silenced\"} 1.0");
    }
    clock.advance(Duration.ofHours(2));
    try (RunningDaemon daemon = daemon(maintenance)) {
      team.await(one -> one.text().contains("PAGE Slow of cart"));
      awaitTold(daemon, 1);
    }
  }

  @Test
  void whatFiresOnIsSaidAgainAfterTheTimeOfRepetitionOnceEachTimeUntilItEnds() throws Exception {
    try (RunningDaemon daemon = daemon("")) {
      daemon.alerts(page());
      daemon.alerts(AlertPost.firing("Errors", "cart", "critical"));
      team.await(one -> one.event().equals("alert.firing"));
      clock.advance(Duration.ofMinutes(241));
      Caught again = team.await(one -> one.key().endsWith("/firing/again/1/team"));
      assertThat(again.text()).contains("PAGE Slow of cart", "said again, it fires on");
      awaitTold(daemon, 2);
    }
    try (RunningDaemon daemon = daemon("")) {
      clock.advance(Duration.ofMinutes(30));
      awaitTold(daemon, 2);
      clock.advance(Duration.ofMinutes(215));
      team.await(one -> one.key().endsWith("/firing/again/2/team"));
      awaitTold(daemon, 3);
    }
  }

  @Test
  void whatNobodyEndsFiresUntilTheTimeOfRetentionIsOver() throws Exception {
    try (RunningDaemon daemon = daemon("queue: {retention: 2d}\n")) {
      daemon.alerts(page());
      team.await(one -> one.event().equals("alert.firing"));
      clock.advance(Duration.ofHours(23));
      team.await(one -> one.key().endsWith("/firing/again/1/team"));
      awaitTold(daemon, 2);
      clock.advance(Duration.ofHours(26));
      team.await(one -> one.key().endsWith("/firing/again/2/team"));
      awaitTold(daemon, 3);
      clock.advance(Duration.ofHours(5));
      awaitTold(daemon, 3);
      daemon.alerts(AlertPost.firing("Errors", "cart", "critical"));
      team.await(one -> one.text().contains("PAGE Errors"));
    }
  }

  @Test
  void whatFiresOnThoughAPersonEndedItsIncidentIsTakenUpAgain() throws Exception {
    try (RunningDaemon daemon = daemon(BOSS)) {
      daemon.alerts(page());
      String incident = team.await(one -> one.event().equals("alert.firing")).field("incident");
      String path = "/incidents/" + incident;
      ApiClient api = new ApiClient(daemon);
      assertThat(api.post(path + "/acknowledgement", Map.of())).isNotNull();
      clock.advance(Duration.ofHours(1));
      assertThat(api.post(path + "/resolution", Map.of("how", "flushed the cache"))).isNotNull();
      clock.advance(Duration.ofHours(3).plusMinutes(30));
      awaitTold(daemon, 1);
      clock.advance(Duration.ofHours(1));
      team.await(one -> one.key().endsWith("/firing/again/1/team"));
      assertThat(api.get(path).path("state").asText()).isEqualTo("open");
      clock.advance(Duration.ofSeconds(11));
      team.await(one -> one.key().endsWith("/boss"));
      daemon.alerts(end());
      team.await(one -> one.key().endsWith("/resolved/team"));
      team.await(one -> one.key().endsWith("/resolved/boss"));
      awaitTold(daemon, 5);
    }
  }

  @Test
  void theEndIsToldToEveryChannelThatWasToldAndToNoOther() throws Exception {
    String pager = "  - {name: pager, kind: webhook, url: \"%s\", of: page}\n";
    String other = "  - {name: other, kind: webhook, url: \"%s\", of: page}\n";
    try (RunningDaemon daemon = daemon(pager)) {
      daemon.alerts(AlertPost.firing("Down", "cart", "critical"));
      team.await(one -> one.key().endsWith("/pager"));
      daemon.alerts(AlertPost.firing("Slow", "cart", "warning"));
      daemon.awaitMetric("arm_daemon_handled_total{treatment=\"inhibited\"} 1.0");
      daemon.alerts(AlertPost.resolved("Down", "cart", "critical"));
      team.await(one -> one.text().contains("TICKET Slow"));
    }
    try (RunningDaemon daemon = daemon(pager + other)) {
      daemon.alerts(AlertPost.resolved("Slow", "cart", "warning"));
      team.await(one -> one.key().endsWith("/resolved/team"));
      team.await(one -> one.key().endsWith("/resolved/pager"));
      awaitTold(daemon, 5);
    }
  }

  @Test
  void theEndOfWhatFiresForLongerThanAlertsAreKeptIsToldByTheProcessAfterNext() throws Exception {
    String kept = BOSS + "queue: {retention: 2d}\n";
    try (RunningDaemon daemon = daemon(kept)) {
      daemon.alerts(page());
      team.await(one -> one.event().equals("alert.firing"));
      clock.advance(Duration.ofSeconds(11));
      team.await(one -> one.key().endsWith("/boss"));
    }
    clock.advance(Duration.ofDays(3));
    try (RunningDaemon daemon = daemon(kept)) {
      awaitTold(daemon, 2);
    }
    clock.advance(Duration.ofDays(3));
    try (RunningDaemon daemon = daemon(kept)) {
      awaitTold(daemon, 2);
    }
    clock.advance(Duration.ofMinutes(1));
    try (RunningDaemon daemon = daemon(kept)) {
      daemon.alerts(end());
      team.await(one -> one.key().endsWith("/resolved/team"));
      team.await(one -> one.key().endsWith("/resolved/boss"));
      awaitTold(daemon, 4);
    }
  }

  @Test
  void whoeverWasToldBecauseNobodyAcknowledgedIsToldTheEndAlsoAfterThat() throws Exception {
    try (RunningDaemon daemon = daemon(BOSS)) {
      daemon.alerts(page());
      String incident = team.await(one -> one.event().equals("alert.firing")).field("incident");
      clock.advance(Duration.ofSeconds(11));
      team.await(one -> one.key().endsWith("/boss"));
      var unused =
          new ApiClient(daemon).post("/incidents/" + incident + "/acknowledgement", Map.of());
    }
    try (RunningDaemon daemon = daemon(BOSS)) {
      daemon.alerts(end());
      team.await(one -> one.key().endsWith("/resolved/boss"));
      awaitTold(daemon, 4);
    }
  }

  @Test
  void whatWasSeenInShadowIsNotEscalatedWhenPagesBegin() throws Exception {
    String shadow = yaml(BOSS).replace("mode: page", "mode: shadow");
    try (RunningDaemon daemon = RunningDaemon.start(temp, shadow, FakeEmbeddingModel::new, clock)) {
      daemon.alerts(page(), AlertPost.firing("Slow", "search", "critical"));
      daemon.awaitMetric("arm_daemon_notifications_total{channel=\"log\",result=\"sent\"} 2.0");
      clock.advance(Duration.ofHours(1));
      var unused = RunningDaemon.write(temp, yaml(BOSS));
      assertThat(daemon.post("/-/reload", "").statusCode()).isEqualTo(200);
      daemon.alerts(AlertPost.firing("Down", "checkout", "critical"));
      team.await(one -> one.text().contains("PAGE Down"));
      clock.advance(Duration.ofSeconds(11));
      team.await(one -> one.text().contains("ESCALATED"));
      daemon.alerts(end());
      awaitTold(daemon, 2);
      clock.advance(Duration.ofMinutes(181));
      team.await(one -> one.text().contains("PAGE Slow of search"));
      clock.advance(Duration.ofSeconds(11));
      team.await(one -> one.text().contains("ESCALATED") && one.field("service").equals("search"));
    }
    assertThat(told()).extracting(one -> one.field("service")).doesNotContain("cart");
  }

  @Test
  void aSilenceHoldsTheEscalationOfWhatWasToldBefore() throws Exception {
    try (RunningDaemon daemon = daemon(BOSS)) {
      daemon.alerts(page());
      daemon.alerts(AlertPost.firing("Slow", "search", "critical"));
      team.await(one -> one.field("service").equals("cart"));
      team.await(one -> one.field("service").equals("search"));
      arm("silence", "--duration", "2h", "--reason", "moves", "--service", "cart");
      clock.advance(Duration.ofSeconds(11));
      team.await(one -> one.key().endsWith("/boss"));
      awaitTold(daemon, 3);
      clock.advance(Duration.ofHours(2));
      team.await(one -> one.key().endsWith("/boss") && one.field("service").equals("cart"));
      awaitTold(daemon, 4);
    }
  }
}
