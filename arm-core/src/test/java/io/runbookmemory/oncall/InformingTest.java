package io.runbookmemory.oncall;

import static io.runbookmemory.oncall.Plans.recalled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.slo.BurnRateClassifier;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InformingTest {

  private static final Instant NOW = TestMemories.NOW;

  private static ServiceGraph shop() {
    return ServiceGraph.builder()
        .add(new ResourceFact("checkout", "calls", "orders"), "test")
        .add(new ResourceFact("web", "calls", "checkout"), "test")
        .add(new ResourceFact("invoices", "depends on", "orders"), "test")
        .add(new ResourceFact("checkout", "is owned by", "team-buy"), "test")
        .add(new ResourceFact("orders", "is owned by", "team-orders"), "test")
        .build();
  }

  private static ActionPlan plan(
      Situation situation, @Nullable Classification verdict, Recollection... recollections) {
    Recall recall = Plans.recall(Strength.STRONG, TestMemories.service("orders"), recollections);
    return new Planner().plan(situation, recall, verdict, shop());
  }

  private static Situation alert(String severity) {
    Alert alert = new Alert(Map.of("alertname", "Slow", "severity", severity), Map.of(), NOW);
    return Situation.builder(alert, NOW).build();
  }

  private static Recollection runbook(@Nullable String escalation, String... owners) {
    return recalled(
        0.9,
        "Slow orders",
        Runbook.builder("x").owners(List.of(owners)).escalationPolicy(escalation).build());
  }

  /** Everything failed for the last hours of a day that was good. */
  private static Classification burning(int hours) {
    Slo slo = Slo.builder("slo", "orders", "0.999").build();
    SliSeries.Builder series = SliSeries.builder().step(Duration.ofMinutes(1));
    for (int minute = 0; minute < 24 * 60; minute++) {
      int bad = minute >= (24 - hours) * 60 ? 5 : 0;
      Instant end = NOW.minus(Duration.ofDays(1)).plus(Duration.ofMinutes(minute + 1));
      series.add(new SliSample(end, 100 - bad, 100));
    }
    return new BurnRateClassifier(slo, BurnRatePolicy.workbook(slo.period()))
        .classify(series.build(), NOW);
  }

  @Test
  void ownersAreToldThenWhoDependsOnTheServiceThenWhoSufferedBefore() {
    Incident past =
        Incident.builder("Slow").affectedServices(List.of("orders", "mail", "checkout")).build();

    ActionPlan plan =
        plan(alert("page"), null, runbook(null, "team-orders"), recalled(0.8, "INC-7", past));

    assertThat(plan.contacts())
        .containsExactly(
            new Contact("team-orders", "keeps the runbook Slow orders"),
            new Contact("team-buy", "checkout calls orders"),
            new Contact("invoices", "invoices depends on orders"),
            new Contact("mail", "mail suffered in “INC-7”"));
  }

  @ParameterizedTest
  @CsvSource({"critical, 5, 30", "warning, 15, 60", "odd, 15, 60", "info, 30, 60"})
  void anAlertWithoutASeriesIsEscalatedByItsSeverity(String severity, int taken, int stopped) {
    ActionPlan plan = plan(alert(severity), null, runbook("EP1", "team-orders"));

    assertThat(plan.escalations())
        .extracting(Escalation::at)
        .containsExactly(
            NOW.plus(Duration.ofMinutes(taken)), NOW.plus(Duration.ofMinutes(stopped)));
    assertThat(plan.escalations().getFirst().condition())
        .isEqualTo("if nobody has acknowledged it for " + taken + " min");
    assertThat(plan.escalations()).extracting(Escalation::to).containsOnly(List.of("EP1"));
  }

  @Test
  void aQuestionIsNotEscalatedNorIsWhatIsOnlyLogged() {
    assertThat(plan(Plans.at("orders"), null).escalations()).isEmpty();
    Classification healthy = burning(0);
    assertThat(healthy.verdict()).isEqualTo(Verdict.LOG);
    assertThat(plan(alert("critical"), healthy).escalations()).isEmpty();
  }

  @Test
  void itIsSaidWhenTheBudgetIsSpentAtThisBurn() {
    Classification page = burning(2);
    assertThat(page.verdict()).isEqualTo(Verdict.PAGE);
    Duration left = page.projectedExhaustion().orElseThrow();

    List<Escalation> escalations = plan(alert("odd"), page, runbook(null, "team-a")).escalations();

    assertThat(escalations).hasSize(3).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    assertThat(escalations)
        .anySatisfy(
            one -> {
              assertThat(one.at()).isEqualTo(NOW.plus(left));
              assertThat(one.condition()).contains("budget is spent");
              assertThat(one.to()).containsExactly("team-a");
            });
  }

  @Test
  void deadlinesThatCannotBeKeptAreRefused() {
    Duration hour = Duration.ofHours(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EscalationPolicy.Deadlines(hour, Duration.ofMinutes(5)))
        .withMessageContaining("got PT1H and PT5M");
  }
}
