package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.examples.Ran;
import io.runbookmemory.examples.daemon.Catcher.Caught;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is not told, and who is told later: silences, maintenance, escalation. */
@Timeout(180)
class DutyTest {

  @TempDir Path temp;

  private final Catcher team = new Catcher();

  @AfterEach
  void stop() {
    team.close();
  }

  private RunningDaemon daemon(String more) {
    return RunningDaemon.start(
        temp,
        """
        mode: page
        store: %s
        channels:
          - {name: team, kind: webhook, url: "%s"}
        """
                .formatted(url(), team.address())
            + more);
  }

  private String url() {
    return "sqlite:" + temp.resolve("memory.db");
  }

  private Ran arm(String... args) {
    Object[] all = new Object[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--store";
    all[args.length + 1] = url();
    return Ran.arm(all);
  }

  private boolean isTold(String service) {
    return team.all().stream().anyMatch(one -> one.field("service").equals(service));
  }

  @Test
  void nobodyIsToldOfWhatIsSilencedUntilTheSilenceIsLifted() throws Exception {
    try (RunningDaemon daemon = daemon("")) {
      Ran asked = arm("silence", "--duration", "2h", "--reason", "moves", "--service", "cart");
      assertThat(asked.code()).isZero();
      String id = asked.out().substring(0, 8);
      daemon.alerts(AlertPost.firing("Slow", "cart", "critical"));
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
      team.await(one -> one.field("service").equals("checkout"));

      assertThat(isTold("cart")).isFalse();
      assertThat(daemon.log()).contains("\"treatment\":\"silenced\"");
      assertThat(arm("silence", "list").out()).contains(id, "service=cart", "moves");
      assertThat(arm("silence", "lift", id).code()).isZero();
      daemon.alerts(AlertPost.firing("Down", "cart", "critical"));
      team.await(one -> one.field("service").equals("cart"));
      assertThat(arm("silence", "list").code()).isEqualTo(1);
      assertThat(arm("silence", "list", "--all").out()).contains("lifted by");
      assertThat(arm("silence", "lift", id).code()).isEqualTo(1);
    }
  }

  @Test
  void aSilenceHoldsForTheNextProcess() throws Exception {
    arm("silence", "--duration", "2h", "--reason", "moves", "--alert", "Slow");
    try (RunningDaemon daemon = daemon("")) {
      daemon.alerts(AlertPost.firing("Slow", "cart", "critical"));
      daemon.awaitMetric("arm_daemon_handled_total{treatment=\"silenced\"} 1.0");
    }
    try (RunningDaemon daemon = daemon("")) {
      daemon.alerts(AlertPost.resolved("Slow", "cart", "critical"));
      daemon.alerts(AlertPost.firing("Down", "cart", "critical"));
      team.await(one -> one.field("service").equals("cart"));

      assertThat(team.all()).hasSize(1);
    }
  }

  @Test
  void nobodyIsToldDuringMaintenance() throws Exception {
    String always =
        """
        maintenance:
          - name: patch
            labels: {service: cart}
            days: [mon, tue, wed, thu, fri, sat, sun]
            from: "00:00"
            to: "00:00"
            zone: Europe/Berlin
        """;
    try (RunningDaemon daemon = daemon(always)) {
      daemon.alerts(AlertPost.firing("Slow", "cart", "critical"));
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
      team.await(one -> one.field("service").equals("checkout"));

      assertThat(isTold("cart")).isFalse();
    }
  }

  @Test
  void whatNobodyAcknowledgesIsEscalatedOnceAndItsEndIsTold() throws Exception {
    String boss =
        "  - {name: boss, kind: webhook, url: \"" + team.address() + "\", of: page, after: 1s}\n";
    String incident;
    try (RunningDaemon daemon = daemon(boss)) {
      daemon.alerts(AlertPost.firing("Slow", "cart", "critical"));
      Caught escalated = team.await(one -> one.key().endsWith("/boss"));
      incident = escalated.field("incident");

      assertThat(escalated.text())
          .contains("ESCALATED PAGE Slow of cart", "arm incidents ack " + incident);
      assertThat(escalated.field("service")).isEqualTo("cart");
    }
    try (RunningDaemon daemon = daemon(boss)) {
      daemon.alerts(AlertPost.resolved("Slow", "cart", "critical"));
      team.await(one -> one.event().equals("alert.resolved") && one.key().endsWith("/boss"));

      assertThat(team.all().stream().filter(one -> one.key().contains("/escalated/"))).hasSize(1);
      assertThat(arm("history", "--since", "2026-01-01T00:00:00Z").out())
          .contains("told  cart  boss: ESCALATED PAGE", "resolved  cart", "2 reports of alerts");
    }
  }

  @Test
  void whatSomebodyHasIsNotEscalated() throws Exception {
    String boss =
        "  - {name: boss, kind: webhook, url: \"" + team.address() + "\", of: page, after: 5s}\n";
    try (RunningDaemon daemon = daemon(boss)) {
      daemon.alerts(AlertPost.firing("Slow", "cart", "critical"));
      String incident = team.await(one -> one.key().endsWith("/team")).field("incident");
      assertThat(arm("status").out()).contains("1 incident open", "nobody has it", "cart: Slow");
      assertThat(arm("incidents", "ack", incident).code()).isZero();
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
      team.await(one -> one.key().endsWith("/boss") && one.field("service").equals("checkout"));

      assertThat(team.all().stream().filter(one -> one.key().endsWith("/boss"))).hasSize(1);
      assertThat(arm("status", "--json").out()).contains("\"acknowledged\" : true");
    }
  }
}
