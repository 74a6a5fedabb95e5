package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.examples.Ran;
import io.runbookmemory.examples.incident.LocalTimes;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import io.runbookmemory.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what a channel does not take, and what is said of it afterwards. */
@Timeout(180)
class DeliveryTest {

  private static final String NOTIFICATIONS = "arm_daemon_notifications_total{channel=\"team\"";

  @TempDir Path temp;

  private final Catcher team = new Catcher();

  @AfterEach
  void stop() {
    team.close();
  }

  private RunningDaemon daemon(String channels) {
    return RunningDaemon.start(temp, "mode: page\nstore: " + url() + "\n" + channels);
  }

  private RunningDaemon daemon(String channels, InstantSource clock) {
    return RunningDaemon.start(
        temp, "mode: page\nstore: " + url() + "\n" + channels, FakeEmbeddingModel::new, clock);
  }

  private String url() {
    return "sqlite:" + temp.resolve("memory.db");
  }

  private String channel() {
    return "channels: [{name: team, kind: webhook, url: \"" + team.address() + "\"}]\n";
  }

  private String history() {
    return Ran.arm("history", "--since", "2026-01-01T00:00:00Z", "--store", url()).out();
  }

  @Test
  void whatIsRefusedForGoodIsGivenUpAtOnceAndTheNextIsTold() throws Exception {
    team.refuse("of cart", 400);
    try (RunningDaemon daemon = daemon(channel())) {
      daemon.alerts(AlertPost.firing("Slow", "cart", "critical"));
      daemon.awaitMetric(NOTIFICATIONS + ",result=\"given_up\"} 1.0");
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
      team.await(one -> one.field("service").equals("checkout"));

      assertThat(daemon.log()).contains("\"event\":\"notification-given-up\"", "status 400");
    }
    assertThat(history()).contains("not told  cart  team: PAGE Slow of cart in prod");
  }

  @Test
  void historySaysWhenAndByWhomItWasTaken() throws Exception {
    team.answer(503);
    ManualClock clock = new ManualClock(Instant.parse("2026-03-01T03:00:00Z"));
    try (RunningDaemon daemon = daemon(channel(), clock)) {
      daemon.alerts(AlertPost.firing("Slow", "cart", "critical"));
      daemon.awaitMetric(NOTIFICATIONS + ",result=\"failed\"}");
      clock.advance(Duration.ofMinutes(7));
      team.answer(200);
      daemon.awaitMetric(NOTIFICATIONS + ",result=\"sent\"} 1.0");
      team.answer(503);
      daemon.alerts(AlertPost.firing("Slow", "search", "critical"));
      daemon.awaitMetric(NOTIFICATIONS + ",result=\"failed\"}");
    }
    try (RunningDaemon daemon = daemon("", clock)) {
      daemon.awaitMetric(NOTIFICATIONS + ",result=\"given_up\"} 1.0");
      assertThat(daemon.log()).contains("PAGE Slow of search");
    }
    assertThat(history())
        .contains(
            LocalTimes.second(clock.instant()) + "  told  cart  team: PAGE Slow of cart",
            "not told  search  team: PAGE Slow of search",
            "(there is no channel team any more: the log alone was told)");
  }

  @Test
  void whatMayStillBeTakenHoldsUpItsOwnIncidentAlone() throws Exception {
    team.refuse("of cart", 403);
    try (RunningDaemon daemon = daemon(channel())) {
      daemon.alerts(AlertPost.firing("Slow", "cart", "critical"));
      daemon.awaitMetric(NOTIFICATIONS + ",result=\"failed\"}");
      daemon.alerts(AlertPost.resolved("Slow", "cart", "critical"));
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
      team.await(one -> one.field("service").equals("checkout"));
      team.refuse("no such words", 403);
      team.await(one -> one.event().equals("alert.resolved"));

      assertThat(team.all().stream().map(one -> one.field("status") + " " + one.field("service")))
          .containsExactly("firing checkout", "firing cart", "resolved cart");
    }
  }
}
