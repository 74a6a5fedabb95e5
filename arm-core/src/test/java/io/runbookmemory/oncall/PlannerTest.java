package io.runbookmemory.oncall;

import static io.runbookmemory.oncall.Plans.at;
import static io.runbookmemory.oncall.Plans.plan;
import static io.runbookmemory.oncall.Plans.recalled;
import static io.runbookmemory.oncall.Plans.runbook;
import static io.runbookmemory.oncall.Plans.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.DetectionRule;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.oncall.PlannedStep.Kind;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.slo.BurnRateClassifier;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {

  private static Incident.Builder incident() {
    return Incident.builder("Orders are slow");
  }

  @Test
  void knownFixesComeFirstThenDiagnosisMitigationAndVerification() {
    Runbook runbook =
        runbook(
            step("Verification", "Check the error rate"),
            step("Mitigation", "Drain the node"),
            step("Diagnosis", "Look at the slow queries"));
    Incident past =
        incident().attempts(List.of(new Attempt("Raised the pool", Effect.RESOLVED))).build();

    ActionPlan plan = plan(recalled(0.9, "Runbook", runbook), recalled(0.8, "INC", past));

    assertThat(plan.steps())
        .extracting(PlannedStep::kind)
        .containsExactly(Kind.KNOWN_FIX, Kind.DIAGNOSE, Kind.MITIGATE, Kind.VERIFY);
    PlannedStep fix = plan.steps().getFirst();
    assertThat(fix.text()).isEqualTo("Raised the pool");
    assertThat(fix.source()).isEqualTo(TestMemories.id("INC"));
    assertThat(fix.origin()).isEqualTo("resolved the incident of 2026-05-12, 0 days ago");
    assertThat(plan.steps().getLast().origin()).isEqualTo("Runbook");
  }

  @ParameterizedTest
  @CsvSource({
    "Diagnosis, DIAGNOSE",
    "'', DIAGNOSE",
    "Transaction log, DIAGNOSE",
    "Prefix list, DIAGNOSE",
    "Mitigation, MITIGATE",
    "How to fix it, MITIGATE",
    "Remediation steps, MITIGATE",
    "ROLLBACK, MITIGATE",
    "Verify, VERIFY",
    "Confirm recovery, VERIFY",
    "After the fix, VERIFY"
  })
  void aStepsSectionSaysWhatItIsFor(String section, Kind kind) {
    ActionPlan plan = plan(recalled(0.9, "R", runbook(step(section, "Do it now"))));

    assertThat(plan.steps()).extracting(PlannedStep::kind).containsExactly(kind);
  }

  @Test
  void aResolutionStandsInWhereNoAttemptIsKnownToHaveHelped() {
    Incident resolved = incident().resolution("Failed over to eu-2").build();
    Incident both =
        incident()
            .resolution("A long story")
            .attempts(List.of(new Attempt("Raised the pool", Effect.MITIGATED)))
            .build();

    assertThat(plan(recalled(0.8, "INC-1", resolved)).steps().getFirst().text())
        .isEqualTo("Failed over to eu-2");
    assertThat(plan(recalled(0.8, "INC-2", both)).steps())
        .extracting(PlannedStep::text)
        .containsExactly("Raised the pool");
  }

  @Test
  void anIncidentIsCalledByItsTicketElseByItsDay() {
    Incident past = incident().resolution("Failed over").build();
    Provenance ticket = new Provenance("jira", "INC-112", "https://t/INC-112", TrustTier.OBSERVED);
    Provenance file = new Provenance("wiki", "ops/orders.md", null, TrustTier.CURATED);

    ActionPlan plan =
        plan(recalled(0.8, TestMemories.of("Orders slow", past).provenance(ticket).build()));
    assertThat(plan.steps().getFirst().origin()).startsWith("ended INC-112 (");
    assertThat(plan.urls()).containsExactly("https://t/INC-112");
    assertThat(
            plan(recalled(0.8, TestMemories.of("Orders slow", past).provenance(file).build()))
                .steps()
                .getFirst()
                .origin())
        .isEqualTo("ended the incident of 2026-05-12, 0 days ago");
  }

  @Test
  void theSameStepOfTwoSourcesIsPlannedOnce() {
    Incident past =
        incident().attempts(List.of(new Attempt("Drain the  NODE", Effect.RESOLVED))).build();

    ActionPlan plan =
        plan(
            recalled(0.8, "INC", past),
            recalled(0.9, "R", runbook(step("Mitigation", "Drain the node"))));

    assertThat(plan.steps()).extracting(PlannedStep::kind).containsExactly(Kind.KNOWN_FIX);
  }

  @Test
  void atMostTwoRunbooksAreStitchedAndTheSecondOnlyIfItSurelyFits() {
    Recall surely =
        Plans.recall(
            Strength.STRONG,
            recalled(0.9, "A", runbook(step("", "Step of a"))),
            recalled(0.8, "B", runbook(step("", "Step of b"))),
            recalled(0.8, "C", runbook(step("", "Step of c"))));
    Recall perhaps =
        Plans.recall(
            Strength.STRONG,
            recalled(0.9, "A", runbook(step("", "Step of a"))),
            recalled(0.7, "B", runbook(step("", "Step of b"))));

    assertThat(plan(surely).steps())
        .extracting(PlannedStep::text)
        .containsExactly("Step of a", "Step of b");
    assertThat(plan(perhaps).steps()).extracting(PlannedStep::text).containsExactly("Step of a");
  }

  @Test
  void queriesAreCollectedOnceWithTheirPurpose() {
    Runbook runbook =
        Runbook.builder("")
            .detectionRules(List.of(new DetectionRule("promql", "up{job=\"$service\"}")))
            .steps(
                List.of(
                    new RunbookStep("", "Is $service up?", "promql", "up{job=\"${service}\"}"),
                    new RunbookStep("", "Errors of $service", "PromQL", "rate(errors[5m])"),
                    new RunbookStep("", "Restart", "bash", "kubectl rollout restart $service")))
            .build();

    ActionPlan plan = plan(at("orders"), recalled(0.9, "R", runbook));

    assertThat(plan.queries())
        .containsExactly(
            new PlannedQuery("promql", "up{job=\"orders\"}", "shows it, by R"),
            new PlannedQuery("promql", "rate(errors[5m])", "Errors of orders"));
    assertThat(plan.steps())
        .extracting(PlannedStep::code)
        .contains("kubectl rollout restart orders");
  }

  @Test
  void aStepThatIsOnlyACommandIsCountedUnderIt() {
    Runbook runbook = runbook(new RunbookStep("Fix", "", "bash", "systemctl restart mailer"));

    PlannedStep step = plan(recalled(0.9, "R", runbook)).steps().getFirst();

    assertThat(step.step()).isEqualTo("systemctl restart mailer");
    assertThat(step.text()).isEmpty();
  }

  @Test
  void ownersEscalationAndAddressesAreHandedOn() {
    Runbook runbook =
        Runbook.builder("x")
            .owners(List.of("team-b", "team-a"))
            .escalationPolicy("EP1")
            .urls(List.of("https://wiki/x"))
            .build();

    ActionPlan plan = plan(recalled(0.9, "R", runbook));

    assertThat(plan.owners()).containsExactly("team-b", "team-a");
    assertThat(plan.escalation()).containsExactly("EP1");
    assertThat(plan.urls()).containsExactly("https://wiki/x");
  }

  @Test
  void theVerdictIsCarriedAlong() {
    Slo slo = Slo.builder("slo", "orders", "0.999").build();
    Classification classification =
        new BurnRateClassifier(slo, BurnRatePolicy.workbook(slo.period()))
            .classify(SliSeries.builder().step(Duration.ofMinutes(1)).build(), TestMemories.NOW);
    Recall recall = Plans.recall(Strength.TRIAGE);

    assertThat(new Planner().plan(at("orders"), recall, classification).verdict())
        .contains(classification);
    assertThat(new Planner().plan(at("orders"), recall, null).verdict()).isEmpty();
  }

  @Test
  void aTriageRecallIsPlannedToo() {
    Recall triage =
        Plans.recall(
            Strength.TRIAGE, recalled(0.1, "Where to begin", runbook(step("", "Look around"))));

    ActionPlan plan = plan(triage);

    assertThat(plan.steps()).extracting(PlannedStep::text).containsExactly("Look around");
    assertThat(plan.recall().strength()).isEqualTo(Strength.TRIAGE);
  }

  @Test
  void whereNothingWasRecalledThereAreNoSteps() {
    ActionPlan plan = plan(Plans.recall(Strength.TRIAGE));

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.queries()).isEmpty();
    assertThat(plan.warnings()).isEmpty();
    assertThat(plan.unfilled()).isEmpty();
  }
}
