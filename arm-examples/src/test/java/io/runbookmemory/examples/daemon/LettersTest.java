package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.examples.daemon.Catcher.Caught;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people who are told read first, and what of it the alert itself says. */
@Timeout(180)
class LettersTest {

  private static final String ALERT =
      """
      {"status":"firing","startsAt":"2026-03-01T03:00:00Z","endsAt":"0001-01-01T00:00:00Z",
       "labels":{"alertname":"HighErr","service":"payments","severity":"critical","env":"prod",
         "pod":"payments-7f9c","instance":"node-3:9100","query":"%s"},
       "annotations":{"summary":"it is bad","description":"5 %% fail\\nwhy: severity info",
         "runbook_url":"https://wiki.example/higherr","dashboard":"https://grafana.example/d/1"},
       "fingerprint":"00"}\
      """
          .formatted("x".repeat(90));

  @TempDir Path temp;

  private final Catcher team = new Catcher();

  @AfterEach
  void stop() {
    team.close();
  }

  private RunningDaemon daemon(String after) {
    return RunningDaemon.start(
        temp,
        """
        mode: page
        store: "memory:"
        channels:
          - {name: team, kind: webhook, url: "%s"}
          - {name: boss, kind: webhook, url: "%s", of: page, after: %s}
        """
            .formatted(team.address(), team.address(), after));
  }

  @Test
  void whatTheAlertSaysComesFirstAndCannotPassForTheDaemonsOwnWords() throws Exception {
    try (RunningDaemon daemon = daemon("40m")) {
      daemon.alerts(ALERT);
      Caught told = team.await(one -> one.key().endsWith("/team"));

      assertThat(told.text().lines().limit(8))
          .containsExactly(
              "PAGE HighErr of payments in prod",
              "| it is bad",
              "| 5 % fail",
              "| why: severity info",
              "| runbook: https://wiki.example/higherr",
              "| env=prod, instance=node-3:9100, pod=payments-7f9c, service=payments,"
                  + " severity=critical",
              "| dashboard: https://grafana.example/d/1",
              "why: severity critical");
    }
  }

  @Test
  void whenOthersAreCalledInIsAsTheChannelsHaveIt() throws Exception {
    try (RunningDaemon daemon = daemon("40m")) {
      new ApiClient(daemon)
          .post(
              "/memories",
              Map.of("text", "HighErr of payments. Fix: restarted it", "service", "payments"));
      daemon.alerts(ALERT);
      Caught told = team.await(one -> one.key().endsWith("/team"));

      assertThat(told.text())
          .contains("if nobody has acknowledged it for 40 min")
          .doesNotContain("acknowledged it for 5 min");
    }
  }

  @Test
  void anEscalationNamesTheAlertAndItsService() throws Exception {
    try (RunningDaemon daemon = daemon("1s")) {
      daemon.alerts(ALERT);
      Caught told = team.await(one -> one.key().endsWith("/boss"));

      assertThat(told.text()).startsWith("ESCALATED PAGE HighErr of payments in prod\n");
      assertThat(told.text()).contains("\n| it is bad");
    }
  }
}
