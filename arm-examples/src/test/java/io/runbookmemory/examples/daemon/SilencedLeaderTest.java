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

/** What is told of alerts whose group is led by one that nobody wants to hear of. */
@Timeout(180)
class SilencedLeaderTest {

  @TempDir Path temp;

  private final Catcher team = new Catcher();

  /** Silences are asked for by the clock of this machine, which stays behind. */
  private final ManualClock clock = new ManualClock(Instant.now().plusSeconds(1_800));

  private int markers;

  @AfterEach
  void stop() {
    team.close();
  }

  private String store() {
    return "sqlite:" + temp.resolve("memory.db");
  }

  private RunningDaemon daemon() {
    String yaml =
        """
        mode: page
        store: %s
        analysis: {enabled: false}
        channels:
          - {name: team, kind: webhook, url: "%s"}
          - {name: boss, kind: webhook, url: "%s", of: page, after: 10s}
        """
            .formatted(store(), team.address(), team.address());
    return RunningDaemon.start(temp, yaml, FakeEmbeddingModel::new, clock);
  }

  private void silence(String alert) {
    Ran.arm(
        "silence", "--duration", "12h", "--reason", "known", "--alert", alert, "--store", store());
  }

  private static String page(String name) {
    return AlertPost.firing(name, "payments", "critical");
  }

  private List<String> titles() {
    return team.all().stream()
        .map(one -> one.text().lines().findFirst().orElseThrow())
        .filter(one -> !one.contains("Marker"))
        .toList();
  }

  /** What was brought before the marker is decided when that is told. */
  private void settle(RunningDaemon daemon) throws InterruptedException {
    String marker = "marker" + ++markers;
    daemon.alerts(AlertPost.firing("Marker", marker, "warning"));
    team.await(one -> one.field("service").equals(marker));
  }

  private Caught await(String words, String keyEnd) throws InterruptedException {
    return team.await(one -> one.text().contains(words) && one.key().endsWith(keyEnd));
  }

  @Test
  void whatJoinsASilencedPageIsToldOnceAndEscalatedAndSaidAgain() throws Exception {
    try (RunningDaemon daemon = daemon()) {
      daemon.alerts(page("DiskWillFill"));
      String incident = await("PAGE DiskWillFill", "/team").field("incident");
      var unused =
          new ApiClient(daemon).post("/incidents/" + incident + "/acknowledgement", Map.of());
      silence("DiskWillFill");
      clock.advance(Duration.ofMinutes(60));
      daemon.alerts(page("PaymentsDown"), page("Errors"));
      assertThat(await("PAGE PaymentsDown", "/team").field("incident")).isEqualTo(incident);
      clock.advance(Duration.ofSeconds(11));
      await("ESCALATED", "/boss");
      settle(daemon);
      assertThat(titles()).hasSize(3);
    }
    try (RunningDaemon daemon = daemon()) {
      daemon.alerts(AlertPost.resolved("PaymentsDown", "payments", "critical"));
      daemon.alerts(page("PaymentsDown").replace("03:00:00Z", "03:12:00Z"));
      settle(daemon);
      assertThat(titles()).hasSize(3);
      clock.advance(Duration.ofHours(3).plusMinutes(5));
      await("PAGE Errors", "/firing/again/1/team");
      settle(daemon);
      assertThat(titles()).hasSize(4);
    }
  }

  @Test
  void aTicketUnderASilencedPageIsTold() throws Exception {
    try (RunningDaemon daemon = daemon()) {
      daemon.alerts(page("DiskWillFill"));
      await("PAGE DiskWillFill", "/team");
      daemon.alerts(AlertPost.firing("Slow", "payments", "warning"));
      settle(daemon);
      assertThat(titles()).hasSize(1);
      silence("DiskWillFill");
      daemon.alerts(AlertPost.firing("Stale", "payments", "warning"));
      await("TICKET Stale", "/team");
    }
  }
}
