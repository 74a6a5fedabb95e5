package io.runbookmemory.examples.daemon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.daemon.budget.Budget;
import io.runbookmemory.slo.BurnRateMonitor;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The more urgent of severity and budget counts, unless the budget may decide alone. */
class UrgencyTest {

  private static final Instant T = Instant.parse("2026-03-01T00:00:00Z");

  private static Alert alert(String... severity) {
    return new Alert(
        severity.length == 0 ? Map.of("a", "b") : Map.of("severity", severity[0]), Map.of(), T);
  }

  /** A budget that burns, or is well. */
  private static Budget budget(long goodOfHundred) {
    Slo slo = Slo.builder("answered", "checkout", "0.999").build();
    BurnRateMonitor monitor =
        new BurnRateMonitor(
            slo, BurnRatePolicy.workbook(slo.period()).feasibleFor(slo), Duration.ofMinutes(1));
    for (int minute = 1; minute <= 4 * 24 * 60; minute++) {
      monitor.add(new SliSample(T.plus(Duration.ofMinutes(minute)), goodOfHundred, 100));
    }
    Classification judged = monitor.classify().orElseThrow();
    return new Budget.Judged(judged, null);
  }

  @Test
  void withoutABudgetTheSeverityCounts() {
    Budget none = new Budget.None();
    assertThat(Urgency.of(alert("critical"), none, false).verdict()).isEqualTo(Verdict.PAGE);
    assertThat(Urgency.of(alert("warning"), none, false).verdict()).isEqualTo(Verdict.TICKET);
    assertThat(Urgency.of(alert("info"), none, false).verdict()).isEqualTo(Verdict.LOG);
  }

  @Test
  void whatNobodyKnowsIsAPage() {
    assertThat(Urgency.of(alert(), new Budget.None(), false).verdict()).isEqualTo(Verdict.PAGE);
    Urgency strange = Urgency.of(alert("purple"), new Budget.None(), false);
    assertThat(strange.verdict()).isEqualTo(Verdict.PAGE);
    assertThat(strange.why()).contains("severity purple, which is none that is known");
  }

  @Test
  void aBurningBudgetMakesATicketAPage() {
    Urgency urgency = Urgency.of(alert("warning"), budget(50), false);
    assertThat(urgency.verdict()).isEqualTo(Verdict.PAGE);
    assertThat(urgency.why()).contains("severity warning; budget of answered");
    assertThat(urgency.classification()).isNotNull();
  }

  @Test
  void aBudgetThatIsWellLowersAPageOnlyWhereItMay() {
    assertThat(Urgency.of(alert("critical"), budget(100), false).verdict()).isEqualTo(Verdict.PAGE);
    assertThat(Urgency.of(alert("critical"), budget(100), true).verdict()).isEqualTo(Verdict.LOG);
  }

  @Test
  void noDataLowersNothingAndIsSaid() {
    Budget unknown = new Budget.Unknown("answered", "Prometheus is down");
    Urgency urgency = Urgency.of(alert("critical"), unknown, true);
    assertThat(urgency.verdict()).isEqualTo(Verdict.PAGE);
    assertThat(urgency.why()).contains("no budget data of answered: Prometheus is down");
    assertThat(Urgency.of(alert(), unknown, true).verdict()).isEqualTo(Verdict.PAGE);
  }
}
