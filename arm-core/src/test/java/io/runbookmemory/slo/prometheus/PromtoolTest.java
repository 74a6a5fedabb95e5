package io.runbookmemory.slo.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The profile of Sloth against promtool, which runs the rules themselves: every minute of every
 * scenario is an expectation. {@code -Darm.scenarios=N} runs N seeds of every kind instead of one.
 */
class PromtoolTest {

  private static final int SEEDS = Integer.getInteger("arm.scenarios", 1);

  /** Four days and a minute, as the longest window has three. */
  private static final int MINUTES = 4 * 1440;

  @TempDir private Path folder = Path.of("");

  @Test
  void everyMinuteIsAsPrometheusDecidesIt() throws IOException, InterruptedException {
    Program.require("promtool");
    Files.writeString(folder.resolve("rules.yml"), SlothRules.file());
    Program.run(folder, "promtool", "check", "rules", "rules.yml");
    for (int seed = 1; seed <= SEEDS; seed++) {
      for (Scenario.Kind kind : Scenario.Kind.values()) {
        Scenario scenario = Scenario.of(kind, seed, MINUTES);
        Decisions expected = Decisions.of(scenario);
        assertThat(expected.pages().isEmpty() && expected.tickets().isEmpty())
            .as("nothing fires in %s", scenario)
            .isFalse();
        Files.writeString(folder.resolve("test.yml"), test(scenario, expected));

        assertThat(Program.run(folder, "promtool", "test", "rules", "test.yml"))
            .as("%s", scenario)
            .contains("SUCCESS");
      }
    }
  }

  private static String test(Scenario scenario, Decisions expected) {
    StringBuilder test = new StringBuilder("rule_files: [rules.yml]\nevaluation_interval: 1m\n");
    test.append("tests:\n- interval: 1m\n  input_series:\n");
    series(test, "200", scenario.readings(false));
    series(test, "500", scenario.readings(true));
    test.append("  alert_rule_test:\n");
    for (int minute = 1; minute <= scenario.minutes(); minute++) {
      test.append("  - {eval_time: ")
          .append(minute)
          .append("m, alertname: BudgetBurn, exp_alerts: [")
          .append(expected.pages().get(minute) ? "{exp_labels: {severity: page}}" : "")
          .append(expected.pages().get(minute) && expected.tickets().get(minute) ? ", " : "")
          .append(expected.tickets().get(minute) ? "{exp_labels: {severity: ticket}}" : "")
          .append("]}\n");
    }
    return test.toString();
  }

  private static void series(StringBuilder test, String code, long[] readings) {
    test.append("  - {series: 'demo_requests_total{code=\"").append(code).append("\"}', values: '");
    for (long reading : readings) {
      test.append(reading).append(' ');
    }
    test.append("'}\n");
  }
}
