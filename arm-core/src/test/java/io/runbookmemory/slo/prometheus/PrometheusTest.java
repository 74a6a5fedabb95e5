package io.runbookmemory.slo.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The profile of Sloth against a real Prometheus that is asked about thirty days. */
class PrometheusTest {

  private static final int MINUTES = 30 * 1440;

  @TempDir private Path folder = Path.of("");

  @Test
  void thirtyDaysAreAsPrometheusDecidesThem() throws IOException, InterruptedException {
    Program.require("promtool");
    Program.require("prometheus");
    Scenario scenario = Scenario.of(Scenario.Kind.RESET, 7, MINUTES);
    Decisions ours = Decisions.of(scenario);
    try (PrometheusServer server = PrometheusServer.holding(scenario, folder)) {
      Decisions theirs =
          new Decisions(
              server.firing(SlothRules.page(), MINUTES),
              server.firing(SlothRules.ticket(), MINUTES));

      assertThat(ours.pages().cardinality()).isGreaterThan(100);
      assertThat(ours.differencesTo(theirs)).as("minutes that differ in %s", scenario).isZero();
    }
  }
}
