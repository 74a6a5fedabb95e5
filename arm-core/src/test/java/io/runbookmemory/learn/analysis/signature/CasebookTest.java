package io.runbookmemory.learn.analysis.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Other;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CasebookTest {

  private static final Instant NOW = Instant.parse("2025-06-30T12:00:00Z");

  private final Casebook book = new Casebook(3);

  private static Memory memory(String key, Content content) {
    Scope scope = Scope.of(Tenant.DEFAULT).withService("orders");
    return Memory.builder(MemoryId.named("test", key), scope, key, content, NOW).build();
  }

  private void incident(int number, String symptom, Attempt... attempts) {
    Instant at = NOW.minus(Duration.ofDays(50 - number));
    book.put(
        memory(
            "incident " + number,
            Incident.builder(symptom)
                .alertName("DbPool")
                .openedAt(at)
                .resolvedAt(at.plusSeconds(3600))
                .attempts(List.of(attempts))
                .build()),
        Usage.NONE);
  }

  private static Attempt helped(String action) {
    return new Attempt(action, Effect.RESOLVED);
  }

  @Test
  void incidentsThatDifferInTheirNumbersAreOneSignatureWithWhatHelped() {
    incident(1, "Pool of node-17 exhausted after 300 s", helped("Restart pod 4"));
    incident(2, "Pool of node-3 exhausted after 12 s", helped("restart  pod 11"));
    incident(3, "Pool of db-9 exhausted after 4 s", new Attempt("Restart pod 2", Effect.NO_EFFECT));
    incident(4, "Certificate of the gateway has expired");

    List<Finding> found = book.signatures(NOW);

    assertThat(found).hasSize(1);
    FailureSignature one = (FailureSignature) found.getFirst();
    assertThat(one.template()).isEqualTo("pool of <*> exhausted after <*> s");
    assertThat(one.support()).isEqualTo(3);
    assertThat(one.solutions())
        .containsExactly(new FailureSignature.Solution("Restart pod 4", 2, 3));
    assertThat(one.place().service()).isEqualTo("orders");
    assertThat(one.description()).contains("Restart pod 4 (helped 2 of 3 times)");
  }

  @Test
  void moreOfTheSameKeepsTheKey() {
    incident(1, "Pool of node-17 exhausted after 300 s");
    incident(2, "Pool of node-3 exhausted after 12 s");
    incident(3, "Pool of node-3 exhausted after 12 s");
    String key = book.signatures(NOW).getFirst().key();
    incident(4, "Pool of node-3 drained after 7 s");

    assertThat(book.signatures(NOW)).singleElement().extracting(Finding::key).isEqualTo(key);
  }

  @Test
  void threeIncidentsWithoutARunbookAreAGapUntilOneNamesTheAlert() {
    for (int i = 1; i <= 3; i++) {
      incident(i, "Pool exhausted");
    }
    assertThat(book.gaps(NOW, List.of()))
        .singleElement()
        .satisfies(one -> assertThat(one.description()).contains("DbPool", "3 incidents"));

    book.put(
        memory("runbook", Runbook.builder("Restart it").alerts(List.of("dbpool")).build()),
        Usage.NONE);

    assertThat(book.gaps(NOW, List.of())).isEmpty();
  }

  @Test
  void anOpenIncidentCountsWhenItIsOverAndOneThatNeverEndedAfterAMonth() {
    incident(1, "Pool exhausted");
    incident(2, "Pool exhausted");
    Instant began = NOW.minus(Duration.ofDays(2));
    book.put(
        memory(
            "open", Incident.builder("Pool exhausted").alertName("DbPool").openedAt(began).build()),
        Usage.NONE);

    assertThat(book.open(NOW)).hasSize(1);
    assertThat(book.gaps(NOW, List.of())).isEmpty();
    assertThat(book.signatures(NOW)).isEmpty();
    Instant later = NOW.plus(Duration.ofDays(30));
    assertThat(book.open(later)).isEmpty();
    assertThat(book.gaps(later, List.of())).hasSize(1);
  }

  @Test
  void stepsAreTunedByWhatCameOfThem() {
    RunbookStep first = new RunbookStep("", "Look at the logs", null, null);
    RunbookStep second = new RunbookStep("", "Drain the queue", null, null);
    RunbookStep third = new RunbookStep("", "Restart the consumer", null, null);
    Usage usage =
        Usage.NONE
            .plus(UsageDelta.none().withStep(first.key(), new StepUsage(10, 1, 0, 0)))
            .plus(UsageDelta.none().withStep(second.key(), new StepUsage(6, 0, 0, 0)))
            .plus(UsageDelta.none().withStep(third.key(), new StepUsage(8, 7, 0, 0)));
    book.put(
        memory("runbook", Runbook.builder("x").steps(List.of(first, second, third)).build()),
        usage);

    assertThat(book.tunings())
        .extracting(one -> ((StepTuning) one).advice())
        .containsExactly(StepTuning.Advice.MOVE_TO_THE_FRONT, StepTuning.Advice.REVISE_OR_DROP);
  }

  @Test
  void whatIsForgottenCountsForNothing() {
    for (int i = 1; i <= 3; i++) {
      incident(i, "Pool exhausted");
    }
    book.remove(MemoryId.named("test", "incident 2"));

    assertThat(book.size()).isEqualTo(2);
    assertThat(book.signatures(NOW)).isEmpty();
  }

  private Memory playbook(String name) {
    return Memory.builder(
            MemoryId.named("test", name),
            Scope.of(Tenant.DEFAULT),
            "playbook " + name,
            new Other("playbook", "{\"kind\":\"playbook\",\"name\":\"" + name + "\"}"),
            NOW)
        .build();
  }

  @Test
  void aPlaybookThatHelpedInLessThanHalfOfFiveRunsIsToBeRevised() {
    book.put(playbook("drain"), new Usage(0, 0, 2, 3, NOW, Map.of()));
    book.put(playbook("restart"), new Usage(0, 0, 3, 3, NOW, Map.of()));
    book.put(playbook("scale"), new Usage(0, 0, 0, 4, NOW, Map.of()));

    assertThat(book.tunings())
        .singleElement()
        .returns(5L, Finding::support)
        .returns("playbook drain helped 2 of 5 times: revise it or drop it", Finding::description);
  }
}
