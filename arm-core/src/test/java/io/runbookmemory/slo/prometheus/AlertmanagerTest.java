package io.runbookmemory.slo.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.AlertmanagerServer;
import io.runbookmemory.fixture.Program;
import io.runbookmemory.fixture.PrometheusServer;
import io.runbookmemory.slo.BurnRateProfile;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.rules.AlertmanagerConfig;
import io.runbookmemory.slo.rules.PrometheusRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules that ARM writes, in a real Prometheus with a real Alertmanager behind it. */
class AlertmanagerTest {

  private static final int STEP = 15;
  private static final int SAMPLES = 3 * 3600 / STEP;

  @TempDir private Path folder = Path.of("");

  @Test
  void theConfigurationIsValid() throws IOException, InterruptedException {
    Program.require("amtool");
    Files.writeString(folder.resolve("alertmanager.yml"), AlertmanagerConfig.file());

    assertThat(Program.run(folder, "amtool", "check-config", "alertmanager.yml"))
        .contains("SUCCESS", "1 inhibit rules", "2 receivers");
  }

  @Test
  void aPageArrivesAndHoldsBackTheTicketOfItsOwnObjectiveAlone()
      throws IOException, InterruptedException {
    Program.require("promtool");
    Program.require("prometheus");
    Program.require("prometheus-alertmanager");
    writeRules("checkout");
    writeRules("search");
    // Half of checkout fails, and of search four times what its objective allows.
    String past = openMetrics(Map.of("checkout", 500, "search", 4));

    try (AlertmanagerServer alerts = AlertmanagerServer.with(AlertmanagerConfig.file(), folder);
        PrometheusServer prometheus =
            PrometheusServer.holding(past, configuration(alerts.target()), folder)) {
      assertThat(statesOnceThereAre(3, alerts))
          .isEqualTo(
              Map.of(
                  "checkout page", "active",
                  "checkout ticket", "suppressed",
                  "search ticket", "active"));
      Instant now = Instant.now();
      assertThat(
              prometheus.values(
                  "count(ALERTS{alertstate='firing'})",
                  now.minusSeconds(1),
                  now,
                  Duration.ofSeconds(1)))
          .containsValue(3.0);
    }
  }

  /** Both objectives have one name, so that the service is what tells them apart. */
  private void writeRules(String service) throws IOException {
    Slo slo =
        Slo.builder("availability", service, "0.999")
            .failureQueries(
                "requests_total{service=\"" + service + "\",code=\"500\"}",
                "requests_total{service=\"" + service + "\"}")
            .build();
    String rules =
        new PrometheusRules(slo, BurnRateProfile.SRE_WORKBOOK_30D.policy(slo))
            .file()
            .replace("interval: 1m", "interval: 1s");
    Files.writeString(folder.resolve(service + ".rules.yml"), rules);
  }

  private static String configuration(String alertmanager) {
    return """
    rule_files: ['*.rules.yml']
    alerting:
      alertmanagers:
      - static_configs:
        - targets: ['%s']
    """
        .formatted(alertmanager);
  }

  /** Three hours up to now, in which so many of a thousand requests fail. */
  private static String openMetrics(Map<String, Integer> failures) {
    long end = Instant.now().getEpochSecond();
    StringBuilder past = new StringBuilder("# TYPE requests counter\n");
    failures.forEach(
        (service, bad) -> {
          for (int i = 0; i <= SAMPLES; i++) {
            long at = end - (long) STEP * (SAMPLES - i);
            String name = "requests_total{service=\"" + service + "\",code=";
            past.append(name + "\"200\"} " + (1000L - bad) * i + " " + at + "\n");
            past.append(name + "\"500\"} " + (long) bad * i + " " + at + "\n");
          }
        });
    return past.append("# EOF\n").toString();
  }

  /** Waits: alerts come one evaluation after another, and what they hold back an instant later. */
  private static SortedMap<String, String> statesOnceThereAre(int count, AlertmanagerServer alerts)
      throws IOException, InterruptedException {
    SortedMap<String, String> states = alerts.states();
    for (int i = 0; i < 300; i++) {
      if (states.size() >= count && states.containsValue("suppressed")) {
        return states;
      }
      Thread.sleep(100);
      states = alerts.states();
    }
    return states;
  }
}
