package io.runbookmemory.oncall;

import static io.runbookmemory.oncall.Plans.plan;
import static io.runbookmemory.oncall.Plans.recalled;
import static io.runbookmemory.oncall.Plans.runbook;
import static io.runbookmemory.oncall.Plans.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.recall.Recollection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What harmed before is not planned again without a word. */
class CautionsTest {

  private static Recollection past(Attempt... attempts) {
    Incident incident =
        Incident.builder("Orders are slow").attempts(Arrays.asList(attempts)).build();
    Memory memory =
        TestMemories.of("INC-7", incident)
            .happenedAt(TestMemories.NOW.minus(Duration.ofDays(30)))
            .build();
    return recalled(0.7, memory);
  }

  @ParameterizedTest
  @CsvSource({
    "Restart the database primary, Restart the database primary",
    "restarted database primary, Restart the database primary now",
    "failover, Failover",
    "kubectl rollout restart deploy/orders, kubectl rollout restart deploy/orders"
  })
  void anActionThatMadeItWorseIsPlannedWithACaution(String harmed, String step) {
    ActionPlan plan =
        plan(
            past(new Attempt(harmed, Effect.WORSENED)),
            recalled(0.9, "R", runbook(step("Mitigation", step))));

    assertThat(plan.steps().getFirst().caution())
        .isEqualTo("“" + harmed + "” made it worse in the incident of 2026-04-12, 30 days ago");
    assertThat(plan.warnings())
        .containsExactly(
            "“" + harmed + "” made it worse in the incident of 2026-04-12, 30 days ago");
  }

  @ParameterizedTest
  @CsvSource({
    "Restart the database primary, Restart the mailer",
    "Restart, Restart the mailer",
    "Raise the pool size, Drain the node"
  })
  void anotherActionIsNotBlamed(String harmed, String step) {
    ActionPlan plan =
        plan(
            past(new Attempt(harmed, Effect.WORSENED)),
            recalled(0.9, "R", runbook(step("Mitigation", step))));

    assertThat(plan.steps().getFirst().caution()).isNull();
  }

  @Test
  void aCommandThatMadeItWorseIsKnownWhereTheStepHasNoOtherWords() {
    ActionPlan plan =
        plan(
            past(new Attempt("systemctl restart mailer", Effect.WORSENED)),
            recalled(
                0.9, "R", runbook(new RunbookStep("Fix", "", "bash", "systemctl restart mailer"))));

    assertThat(plan.steps().getFirst().caution()).contains("made it worse");
  }

  @Test
  void whatChangedNothingIsSaidAndHarmIsSaidFirst() {
    ActionPlan plan =
        plan(
            past(
                new Attempt("Drain the node", Effect.NO_EFFECT),
                new Attempt("Drain the node", Effect.WORSENED)),
            recalled(0.9, "R", runbook(step("Mitigation", "Drain the node"))));

    assertThat(plan.steps().getFirst().caution()).contains("made it worse");
    assertThat(plan.warnings()).hasSize(2).anyMatch(warning -> warning.contains("changed nothing"));
  }

  @Test
  void aFixThatHelpedOnceAndHarmedOnceCarriesTheCaution() {
    ActionPlan plan =
        plan(
            past(new Attempt("Drain the node", Effect.RESOLVED)),
            recalled(
                0.7,
                "INC-8",
                Incident.builder("x")
                    .attempts(List.of(new Attempt("Drain the node", Effect.WORSENED)))
                    .build()));

    assertThat(plan.steps().getFirst().kind()).isEqualTo(PlannedStep.Kind.KNOWN_FIX);
    assertThat(plan.steps().getFirst().caution()).contains("made it worse");
  }

  @Test
  void lookingHarmsNobody() {
    ActionPlan plan =
        plan(
            past(new Attempt("Look at the slow queries", Effect.NO_EFFECT)),
            recalled(0.9, "R", runbook(step("Diagnosis", "Look at the slow queries"))));

    assertThat(plan.steps().getFirst().caution()).isNull();
  }

  @Test
  void aStepThatWasCountedAsHarmfulCarriesItsCount() {
    Memory memory =
        TestMemories.of("R", runbook(step("Diagnosis", "Drain the Node"), step("", "Look")))
            .build();
    StepUsage counts = new StepUsage(5, 2, 3, 0);
    Usage usage = new Usage(0, 0, 0, 1, null, Map.of("drain the node", counts));

    ActionPlan plan = plan(recalled(0.9, memory, usage));

    assertThat(plan.steps().getFirst().usage()).isEqualTo(counts);
    assertThat(plan.steps().getFirst().caution()).isEqualTo("made it worse 3 of 5 times");
    assertThat(plan.warnings()).containsExactly("“Drain the Node” made it worse 3 of 5 times (R)");
    assertThat(plan.steps().getLast().usage()).isEqualTo(StepUsage.NONE);
    assertThat(plan.steps().getLast().caution()).isNull();
  }

  @Test
  void anActionThatNeverHelpedIsWarnedOfOnceThatTells() {
    Memory memory =
        TestMemories.of(
                "R",
                runbook(step("Fix", "Twice"), step("Fix", "Thrice"), step("Diagnosis", "Look")))
            .build();
    StepUsage thrice = new StepUsage(3, 0, 0, 4);
    Map<String, StepUsage> counts =
        Map.of("twice", new StepUsage(2, 0, 0, 0), "thrice", thrice, "look", thrice);

    ActionPlan plan = plan(recalled(0.9, memory, new Usage(0, 0, 0, 3, null, counts)));

    assertThat(plan.warnings()).containsExactly("“Thrice” changed nothing 3 of 3 times (R)");
    assertThat(plan.steps())
        .filteredOn(step -> step.caution() != null)
        .extracting(PlannedStep::caution)
        .containsExactly("changed nothing 3 of 3 times");
  }

  @Test
  void whatIsOtherwiseNowIsWarnedOfButForTheCluster() {
    Memory memory = TestMemories.of("R", runbook(step("", "Look"))).build();

    ActionPlan plan =
        plan(
            recalled(
                0.9,
                memory,
                Usage.NONE,
                "env was prod, is dev",
                "cluster was eu-1, is eu-2",
                "suspect: something it depends on changed"));

    assertThat(plan.warnings())
        .containsExactly("R: env was prod, is dev", "R: suspect: something it depends on changed");
  }
}
