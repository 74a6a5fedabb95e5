package io.runbookmemory.oncall;

import static io.runbookmemory.oncall.Plans.at;
import static io.runbookmemory.oncall.Plans.plan;
import static io.runbookmemory.oncall.Plans.recalled;
import static io.runbookmemory.oncall.Plans.runbook;
import static io.runbookmemory.oncall.Plans.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.oncall.Prospect.Basis;
import io.runbookmemory.recall.Recollection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProspectsTest {

  private static Prospect prospect(Recollection... recollections) {
    return plan(at("orders"), recollections).steps().getFirst().prospect();
  }

  private static Incident.Builder tookMinutes(long minutes) {
    return Incident.builder("Orders are slow")
        .openedAt(TestMemories.NOW.minus(Duration.ofDays(1)))
        .mitigatedAt(TestMemories.NOW.minus(Duration.ofDays(1)).plus(Duration.ofMinutes(minutes)));
  }

  private static Recollection tried(String name, long minutes, Effect effect) {
    Attempt attempt = new Attempt("Drain node five", effect);
    return recalled(0.8, name, tookMinutes(minutes).attempts(java.util.List.of(attempt)).build());
  }

  private static Recollection counted(RunbookStep step, StepUsage counts) {
    Usage usage = Usage.NONE.plus(UsageDelta.none().withStep(step.key(), counts));
    return recalled(0.9, TestMemories.of("R", runbook(step)).build(), usage);
  }

  @Test
  void whatTheRunbookWritesStandsFirstWithItsPlaceholdersFilled() {
    RunbookStep step =
        step("Fix", "Scale $service.\nExpected: $service drains.\nRollback: scale $service to 3");
    StepUsage often = new StepUsage(5, 4, 0, 0);

    PlannedStep planned = plan(at("orders"), counted(step, often)).steps().getFirst();

    assertThat(planned.prospect())
        .isEqualTo(new Prospect(Basis.WRITTEN, "orders drains.", "scale orders to 3", null));
    assertThat(planned.text()).isEqualTo("Scale orders.");
    assertThat(planned.step()).as("outcomes count under all words").isEqualTo(step.text());
  }

  @Test
  void fieldsOfAStepGoBeforeItsWords() {
    RunbookStep step =
        step("Fix", "Scale it.\nExpected: something").withRemarks("more", "less", "page");
    assertThat(prospect(recalled(0.9, "R", runbook(step))))
        .isEqualTo(new Prospect(Basis.WRITTEN, "more", "less", "page"));
  }

  @Test
  void whereNothingIsWrittenItIsSaidHowOftenItHelpedAndHowLongThatTook() {
    RunbookStep step = step("Fix", "Drain node five");
    assertThat(prospect(counted(step, new StepUsage(5, 4, 0, 1))).effect())
        .isEqualTo("helped 4 of 5 times");
    Prospect withTimes =
        plan(
                counted(step, new StepUsage(5, 4, 0, 1)),
                tried("I1", 30, Effect.RESOLVED),
                tried("I2", 12, Effect.MITIGATED),
                tried("I3", 500, Effect.NO_EFFECT))
            .steps()
            .getFirst()
            .prospect();
    assertThat(withTimes.basis()).isEqualTo(Basis.COUNTED);
    assertThat(withTimes.effect())
        .isEqualTo("helped 2 of 3 times, in the median 12 min from its begin to mitigation");
  }

  @Test
  void aRunbooksStepIsCountedInTheIncidentsThatTriedIt() {
    Prospect prospect =
        plan(
                recalled(0.9, "R", runbook(step("Fix", "Drain the node five now"))),
                tried("I3", 500, Effect.NO_EFFECT))
            .steps()
            .getFirst()
            .prospect();
    assertThat(prospect).isEqualTo(new Prospect(Basis.COUNTED, "helped 0 of 1 time", null, null));
  }

  @Test
  void aResolutionIsKnownToHaveEndedItOnce() {
    Incident ended = tookMinutes(40).resolution("Failed over").build();
    assertThat(prospect(recalled(0.8, "INC", ended)).effect())
        .isEqualTo("ended it once, 40 min from its begin to mitigation");
  }

  @Test
  void whatNobodyWroteOrCountedIsUnknown() {
    Prospect unknown = new Prospect(Basis.UNKNOWN, null, null, null);
    assertThat(prospect(recalled(0.9, "R", runbook(step("Fix", "Restart it"))))).isEqualTo(unknown);
    RunbookStep look = step("Diagnosis", "Look at the pool");
    assertThat(prospect(counted(look, new StepUsage(5, 4, 0, 0)))).isEqualTo(unknown);
  }
}
