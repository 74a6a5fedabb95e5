package io.runbookmemory.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.replay.incident.IncidentFile;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is asked of an incident, and what may be in a plan. */
class AskingTest {

  private static final Instant NIGHT = Instant.parse("2026-03-14T02:00:00Z");

  private final HashingModel model = new HashingModel();
  private final List<Situation> asked = new ArrayList<>();
  private final List<@Nullable Verdict> urgencies = new ArrayList<>();
  private final List<ActionPlan> plans = new ArrayList<>();

  private static Instant at(int minute) {
    return NIGHT.plus(Duration.ofMinutes(minute));
  }

  private static String memory(String since, String updatedAt, String fix) {
    return """
    {%s"memory": {"title": "Checkout availability burns", "createdAt": "2026-01-01T00:00:00Z"%s,
      "provenance": {"source": "wiki", "key": "RB-7"},
      "content": {"kind": "incident", "symptom": "Checkout availability burns its error budget.",
        "resolution": "%s", "attempts": [{"action": "%s", "effect": "RESOLVED"}]}}}\
    """
        .formatted(
            since, updatedAt.isEmpty() ? "" : ", \"updatedAt\": \"" + updatedAt + "\"", fix, fix);
  }

  private static String memory() {
    return memory("", "", "Raise max connections");
  }

  private static String alert(int minute) {
    return """
    "alerts": [{"labels": {"alertname": "CheckoutErrors", "service": "checkout"},
      "annotations": {"summary": "checkout availability burns"}, "firedAt": "%s"}]\
    """
        .formatted(at(minute));
  }

  private static String sli(int badFrom) {
    String samples =
        String.join(
            ",",
            IntStream.rangeClosed(1, 150)
                .mapToObj(
                    minute ->
                        "{\"at\": \"%s\", \"good\": %d, \"total\": 100}"
                            .formatted(at(minute), minute > badFrom ? 50 : 100))
                .toList());
    return "\"slis\": [{\"slo\": \"availability\", \"service\": \"checkout\","
        + " \"objective\": \"0.999\", \"samples\": ["
        + samples
        + "]}]";
  }

  private static ReplayIncident incident(String id, String known, String... fields) {
    return IncidentFile.read(
        id,
        """
        {"format": 1, "id": "%s", "title": "%s", "window": {"from": "%s", "to": "%s"},
         "known": [%s], %s}
        """
            .formatted(id, id, NIGHT, at(180), known, String.join(",", fields)));
  }

  private ReplayReport run(ReplayIncident... incidents) {
    return new ReplayEngine(
            ReplaySettings.DEFAULT,
            new PassageEmbedder(model),
            (known, clock) -> {
              RunbookMemory memory =
                  RunbookMemory.builder(known)
                      .model(model)
                      .clock(clock)
                      .countRecalls(false)
                      .build();
              return Responder.judging(
                  (situation, budget) -> seen(situation, budget, memory), memory::close);
            })
        .run(List.of(incidents), done -> {});
  }

  private ActionPlan seen(
      Situation situation, @Nullable Classification budget, RunbookMemory memory) {
    asked.add(situation);
    urgencies.add(budget == null ? null : budget.verdict());
    ActionPlan plan = memory.plan(situation, budget);
    plans.add(plan);
    return plan;
  }

  @Test
  void anIncidentWithoutAnAlertIsAskedWhenItsBudgetBeginsToBurn() {
    ReplayReport report =
        run(incident("A", memory(), sli(60), "\"expect\": {\"recalls\": [\"RB-7\"]}"));
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().at()).isBetween(at(61), at(70));
    assertThat(urgencies).containsExactly(Verdict.PAGE);
    assertThat(report.recallAtK()).isEqualTo(1);
    assertThat(report.incidents().getFirst().paging().after()).isEqualTo(asked.getFirst().at());
  }

  @Test
  void anIncidentInWhichNothingFiresAndNothingBurnsIsNotAsked() {
    run(incident("A", memory(), sli(200)));
    assertThat(asked).isEmpty();
  }

  @Test
  void aPlanIsAsUrgentAsTheBudgetIsThen() {
    run(incident("A", memory(), alert(30), sli(60)));
    run(incident("B", memory(), alert(90), sli(60)));
    run(incident("C", memory(), alert(90)));
    assertThat(urgencies).containsExactly(Verdict.LOG, Verdict.PAGE, null);
    assertThat(Objects.requireNonNull(plans.get(1).classification()).verdict())
        .isEqualTo(Verdict.PAGE);
  }

  @Test
  void aStepOfAMemoryFromTheFutureIsCaughtThoughTheRecallIsClean() {
    String later = "\"knownAt\": \"" + at(120) + "\", ";
    ReplayIncident incident = incident("A", memory(later, "", "Raise it"), alert(30));
    Memory future = Objects.requireNonNull(incident.known().getFirst().memory());
    ReplayEngine engine =
        new ReplayEngine(
            ReplaySettings.DEFAULT,
            new PassageEmbedder(model),
            (known, clock) -> {
              RunbookMemory memory =
                  RunbookMemory.builder(known)
                      .model(model)
                      .clock(clock)
                      .countRecalls(false)
                      .build();
              return Responder.of(one -> cheating(memory.plan(one), future), memory::close);
            });
    assertThatThrownBy(() -> engine.run(List.of(incident), done -> {}))
        .isInstanceOf(ContaminationException.class)
        .hasMessageContaining("step")
        .hasMessageContaining("knownAt");
  }

  /** A plan with a step of a memory that was not recalled. */
  private ActionPlan cheating(ActionPlan plan, Memory future) {
    asked.clear();
    run(incident("X", memory(), alert(30)));
    PlannedStep step = plans.getLast().steps().getFirst();
    assertThat(step.source()).isEqualTo(future.id());
    return new ActionPlan(
        null,
        plan.recall(),
        List.of(step),
        List.of(),
        List.of(),
        plan.owners(),
        plan.escalation(),
        List.of(),
        List.of(),
        plan.urls(),
        plan.unfilled(),
        plan.watched());
  }

  @Test
  void aMemoryThatSeveralFilesTellIsKnownInTheRevisionOfThen() {
    String first = memory("", "", "Restart the pods");
    String second = memory("", at(60).toString(), "Raise max connections");
    run(
        incident("A", first, alert(30)),
        incident("B", second, alert(90)),
        incident("C", first + "," + second, alert(100)));
    assertThat(plans)
        .extracting(plan -> plan.steps().getFirst().text())
        .satisfiesExactly(
            one -> assertThat(one).contains("Restart the pods"),
            one -> assertThat(one).contains("Raise max connections"),
            one -> assertThat(one).contains("Raise max connections"));
  }
}
