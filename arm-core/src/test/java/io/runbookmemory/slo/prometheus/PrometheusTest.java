package io.runbookmemory.slo.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.Program;
import io.runbookmemory.fixture.PrometheusServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
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
    try (PrometheusServer server = PrometheusServer.holding(openMetrics(scenario), folder)) {
      Decisions theirs =
          new Decisions(firing(server, SlothRules.page()), firing(server, SlothRules.ticket()));

      assertThat(ours.pages().cardinality()).isGreaterThan(100);
      assertThat(ours.differencesTo(theirs)).as("minutes that differ in %s", scenario).isZero();
    }
  }

  private static String openMetrics(Scenario scenario) {
    long[] good = scenario.readings(false);
    long[] bad = scenario.readings(true);
    StringBuilder past = new StringBuilder("# TYPE demo_requests counter\n");
    for (int minute = 0; minute <= scenario.minutes(); minute++) {
      long at = Scenario.at(minute).getEpochSecond();
      past.append("demo_requests_total{code=\"200\"} " + good[minute] + " " + at + "\n");
      past.append("demo_requests_total{code=\"500\"} " + bad[minute] + " " + at + "\n");
    }
    return past.append("# EOF\n").toString();
  }

  /** Returns the minutes of which an expression has a value. */
  private static BitSet firing(PrometheusServer server, String expression)
      throws IOException, InterruptedException {
    BitSet firing = new BitSet();
    server
        .values(expression, Scenario.at(1), Scenario.at(MINUTES), Duration.ofMinutes(1))
        .keySet()
        .forEach(second -> firing.set((int) ((second - Scenario.START.getEpochSecond()) / 60)));
    return firing;
  }
}
