package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.examples.Ran;
import io.runbookmemory.examples.ShopSlo;
import io.runbookmemory.examples.daemon.Catcher.Caught;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said by itself of a budget or a metric, such as authors of a deployment asked for. */
@Timeout(180)
class WatchedDeploymentTest {

  @TempDir Path temp;

  private final Catcher team = new Catcher();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);

  /** From then on half of all requests fail. */
  private volatile Instant broken = now.minus(Duration.ofMinutes(30));

  @AfterEach
  void stop() {
    team.close();
  }

  private RunningDaemon daemon(String more) {
    return RunningDaemon.start(
        temp,
        """
        mode: page
        store: sqlite:%s
        analysis: {enabled: false}
        channels: [{name: team, kind: webhook, url: "%s"}]
        """
                .formatted(temp.resolve("memory.db"), team.address())
            + more);
  }

  private static void deploy(RunningDaemon daemon, String version, Instant at, String watch) {
    String body =
        """
        {"service": "checkout", "version": "%s", "env": "prod", "at": "%s", "watch": ["%s"],
         "watchFor": "6h"}\
        """
            .formatted(version, at, watch);
    assertThat(daemon.post("/webhooks/deployments", body).statusCode()).isEqualTo(200);
  }

  /** Carts lie still; a pool fills where all else breaks, and its metric has another's label. */
  private @Nullable Long value(String asked, long at) {
    boolean since = at >= broken.getEpochSecond();
    if (asked.contains("pool_in_use{service")) {
      return null;
    }
    return switch (asked) {
      case "avg(carts_open{service=\"checkout\"})" -> 40 + at / 60 % 5;
      case "avg(pool_in_use{job=\"checkout\"})" -> (since ? 90 : 10) + at / 60 % 3;
      default -> counter(at, asked.contains("good"));
    };
  }

  /** A hundred requests a minute, of which half fail since the break. */
  private long counter(long at, boolean good) {
    long all = at / 60 * 100;
    long failed = Math.max(0, at - broken.getEpochSecond()) / 60 * 50;
    return good ? all - failed : all;
  }

  @Test
  void anAlertOfWhatWasToBeWatchedNamesTheDeployment() throws Exception {
    try (RunningDaemon daemon = daemon("")) {
      deploy(daemon, "v2.3", now.minusSeconds(600), "error rate of carts");
      deploy(daemon, "v2.4", now.minusSeconds(300), "queue depth");
      daemon.alerts(AlertPost.firing("HighErrorRate", "checkout", "critical"));

      Caught told = team.await(one -> one.text().contains("HighErrorRate"));

      assertThat(told.text())
          .contains("Deployed checkout v2.3,", "watch \"error rate of carts\" until")
          .doesNotContain("v2.4");
      String timeline =
          daemon.get("/api/v1/incidents/" + told.field("incident") + "/postmortem").body();
      assertThat(timeline).contains("had asked to watch for this until", "error rate of carts");
    }
  }

  @Test
  void aMetricThatMovedSinceADeploymentThatAskedToWatchItIsToldOnceWithWhatWasUsual()
      throws Exception {
    FakePrometheus server = FakePrometheus.start(this::value);
    String tools = "tools: {prometheus: \"%s\"}\n".formatted(server.address());
    try (RunningDaemon daemon = daemon("")) {
      deploy(daemon, "v2.3", broken.minusSeconds(600), "carts_open, and pool_in_use stays low");
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
    }
    try (RunningDaemon daemon = daemon(tools)) {
      Caught told = team.await(one -> one.text().contains("WATCHED"));
      assertThat(told.text())
          .startsWith("WATCHED pool_in_use moved since Deployed checkout v2.3")
          .contains("above the band of the 24 h until ", "pool_in_use stays low, until");
      assertThat(told.field("urgency")).isEqualTo("TICKET");
      String incident = team.await(one -> one.text().contains("Slow")).field("incident");
      assertThat(told.field("incident")).isEqualTo(incident);
      assertThat(daemon.get("/api/v1/incidents/" + incident + "/postmortem").body())
          .contains("Deployed checkout v2.3 at ");
    }
    try (RunningDaemon daemon = daemon(tools)) {
      deploy(daemon, "v2.2", broken.minusSeconds(900), "pool_in_use");
      team.await(one -> one.text().contains("since Deployed checkout v2.2"));
    } finally {
      server.close();
    }
    assertThat(team.all())
        .filteredOn(one -> one.text().contains("since Deployed checkout v2.3"))
        .hasSize(1);
    assertThat(team.all()).noneMatch(one -> one.text().contains("WATCHED carts_open"));
  }

  private String slos(FakePrometheus server) throws IOException {
    Files.writeString(temp.resolve("slo.yaml"), ShopSlo.YAML);
    return "slos: {prometheus: \"%s\", files: [slo.yaml]}\n".formatted(server.address());
  }

  private Ran arm(String... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--store", "sqlite:" + temp.resolve("memory.db")));
    return Ran.arm(all.toArray());
  }

  @Test
  void whatIsSilentIsNotToldThatABudgetBurnsUntilTheSilenceIsOver() throws Exception {
    FakePrometheus server = FakePrometheus.start(this::value);
    try (RunningDaemon daemon = daemon("")) {
      deploy(daemon, "v2.3", broken.minusSeconds(600), "availability of checkout");
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
      team.await(one -> one.text().contains("Slow"));
    }
    Ran asked = arm("silence", "--duration", "2h", "--reason", "moves", "--service", "checkout");
    try (RunningDaemon daemon = daemon(slos(server))) {
      String timeline = "/api/v1/incidents/" + team.all().getFirst().field("incident");
      while (!daemon.get(timeline + "/postmortem").body().contains("Deployed checkout v2.3 at ")) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      for (String service : List.of("cart", "search")) {
        daemon.alerts(AlertPost.firing("Down", service, "critical"));
        team.await(one -> one.field("service").equals(service));
      }
      assertThat(team.all()).noneMatch(one -> one.text().contains("WATCHED"));
      assertThat(arm("silence", "lift", asked.out().substring(0, 8)).code()).isZero();
      team.await(one -> one.text().contains("WATCHED checkout-availability"));
    } finally {
      server.close();
    }
  }

  @Test
  void anAlertWhoseBudgetBeginsToBurnIsToldOnceMoreAsAPage() throws Exception {
    Instant half = broken;
    broken = now.plus(Duration.ofDays(1));
    FakePrometheus server = FakePrometheus.start(this::value);
    try (RunningDaemon daemon = daemon(slos(server))) {
      daemon.awaitMetric("arm_daemon_slo_polls_total{result=\"read\"} 1.0");
      daemon.alerts(AlertPost.firing("Slow", "checkout", "warning"));
      team.await(one -> one.text().startsWith("TICKET Slow of checkout"));
      broken = half;
      assertThat(daemon.post("/-/reload", "").statusCode()).isEqualTo(200);
      Caught told = team.await(one -> one.text().startsWith("PAGE Slow of checkout"));
      assertThat(told.key()).endsWith("/firing/again/1/team");
      assertThat(told.text()).contains("it became more urgent", "checkout-availability");
    }
    try (RunningDaemon daemon = daemon(slos(server))) {
      daemon.awaitMetric("arm_daemon_slo_polls_total{result=\"read\"} 1.0");
      daemon.alerts(AlertPost.firing("Down", "cart", "critical"));
      team.await(one -> one.text().contains("Down of cart"));
      assertThat(team.all()).hasSize(3);
    } finally {
      server.close();
    }
  }

  @Test
  void aBudgetThatBurnsSinceADeploymentThatAskedToWatchItIsToldOnceAndNoOneIsWoken()
      throws Exception {
    FakePrometheus server = FakePrometheus.start(this::value);
    String slos = slos(server);
    try (RunningDaemon daemon = daemon("")) {
      deploy(daemon, "v2.3", broken.minusSeconds(600), "availability of checkout");
      deploy(daemon, "v2.4", now.minusSeconds(120), "availability again");
      deploy(daemon, "v2.2", broken.minusSeconds(900), "queue depth");
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
    }
    try (RunningDaemon daemon = daemon(slos)) {
      Caught told = team.await(one -> one.text().contains("WATCHED"));
      assertThat(told.text())
          .startsWith("WATCHED checkout-availability burns since Deployed checkout v2.3")
          .contains("PAGE: ", "availability of checkout, until", "arm deploys list");
      assertThat(told.field("urgency")).isEqualTo("TICKET");
      String incident = team.await(one -> one.text().contains("Slow")).field("incident");
      assertThat(told.field("incident")).isEqualTo(incident);
      assertThat(daemon.get("/api/v1/incidents/" + incident + "/postmortem").body())
          .contains("Deployed checkout v2.3 at ")
          .doesNotContain("v2.4 at ", "v2.2 at ");
    }
    try (RunningDaemon daemon = daemon(slos)) {
      deploy(daemon, "v2.1", broken.minusSeconds(1200), "checkout availability");
      team.await(one -> one.text().contains("Deployed checkout v2.1"));
    } finally {
      server.close();
    }
    assertThat(team.all()).filteredOn(one -> one.text().contains("WATCHED")).hasSize(2);
  }
}
