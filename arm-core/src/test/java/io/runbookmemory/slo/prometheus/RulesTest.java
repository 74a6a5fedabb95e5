package io.runbookmemory.slo.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.fixture.Program;
import io.runbookmemory.slo.BurnRateProfile;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.rules.GrafanaDashboard;
import io.runbookmemory.slo.rules.PrometheusRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules that ARM writes, checked and run by promtool. */
class RulesTest {

  private static final Slo SLO =
      Slo.builder("cart's \"availability\"", "checkout", "0.999")
          .failureQueries("http_requests_total{code=~\"5..\"}", "http_requests_total")
          .build();

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource(BurnRateProfile.class)
  void theRulesAreValidAndPassTheirOwnTest(BurnRateProfile profile)
      throws IOException, InterruptedException {
    Program.require("promtool");
    PrometheusRules rules = new PrometheusRules(SLO, profile.policy(SLO));
    Files.writeString(folder.resolve("rules.yml"), rules.file());
    Files.writeString(folder.resolve("test.yml"), rules.test("rules.yml"));

    assertThat(Program.run(folder, "promtool", "check", "rules", "rules.yml")).contains("SUCCESS");
    assertThat(Program.run(folder, "promtool", "test", "rules", "test.yml")).contains("SUCCESS");
  }

  @Test
  void aQueryWithAPlaceholderIsTakenAsItIs() {
    Slo slo =
        Slo.builder("availability", "checkout", "0.9")
            .queries("sum(rate(good_total[{{.window}}]))", "sum(rate(all_total[{{.window}}]))")
            .build();

    String file = new PrometheusRules(slo, BurnRateProfile.SRE_WORKBOOK_30D.policy(slo)).file();

    assertThat(file)
        .contains(
            "expr: '((sum(rate(all_total[6h]))) - (sum(rate(good_total[6h])))) /"
                + " (sum(rate(all_total[6h])))'")
        .doesNotContain("1.44")
        .contains("> 0.6 and");
  }

  @Test
  void anObjectiveWithoutQueriesHasNoRules() {
    Slo slo = Slo.builder("availability", "checkout", "0.999").build();

    assertThatThrownBy(() -> new PrometheusRules(slo, BurnRateProfile.ARM.policy(slo)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must have queries to make rules of, got none");
  }

  @Test
  void theDashboardShowsTheBudgetAndEveryPair() throws IOException {
    JsonNode dashboard =
        new ObjectMapper()
            .readTree(new GrafanaDashboard(SLO, BurnRateProfile.ARM.policy(SLO)).json());

    assertThat(dashboard.path("panels")).hasSize(5);
    assertThat(dashboard.at("/panels/0/targets/0/expr").asText())
        .isEqualTo(
            "1 - (sum(rate(http_requests_total{code=~\"5..\"}[30d])) /"
                + " sum(rate(http_requests_total[30d])) / 0.001)");
    assertThat(dashboard.at("/panels/1/targets/2/expr").asText()).isEqualTo("vector(14.4)");
  }
}
