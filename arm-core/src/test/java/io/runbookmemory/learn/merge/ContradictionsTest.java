package io.runbookmemory.learn.merge;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static io.runbookmemory.fixture.TestMemories.note;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContradictionsTest {

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final MemoryReader reader = store.reader(Tenant.DEFAULT);
  private Instant now = NOW;
  private final RememberPipeline pipeline =
      new RememberPipeline(
          store, null, new PatternRedactor(), Environments.DEFAULT, () -> this.now);
  private final Merges merges = new Merges(store, pipeline, Tenant.DEFAULT);

  private void put(MemoryBuilder... memories) {
    for (MemoryBuilder memory : memories) {
      pipeline.remember(memory.build());
    }
  }

  private List<String> found() {
    return merges.contradictions(Filter.everything()).map(Contradiction::why).toList();
  }

  private static MemoryBuilder tried(String title, Effect effect) {
    Attempt attempt = new Attempt("restart the primary", effect);
    return TestMemories.of(title, Incident.builder("x").attempts(List.of(attempt)).build())
        .scope(TestMemories.service("orders"));
  }

  private static MemoryBuilder runbook(String key, String title, String step) {
    return TestMemories.of(
            key,
            Runbook.builder("x").steps(List.of(new RunbookStep("Fix", step, null, null))).build())
        .title(title);
  }

  @Test
  void aFactWithTwoObjectsContradictsItself() {
    put(
        TestMemories.of("a", new ResourceFact("orders", "runs on", "eu-1")),
        TestMemories.of("b", new ResourceFact("Orders", "runs_on", "eu-2")),
        TestMemories.of("c", new ResourceFact("orders", "runs on", "EU-1")),
        TestMemories.of("d", new ResourceFact("cart", "runs on", "eu-2")));

    assertThat(found()).hasSize(2).allMatch(why -> why.contains(", or "));
  }

  @Test
  void whatMayHaveManyObjectsDoesNot() {
    put(
        TestMemories.of("a", new ResourceFact("orders", "depends on", "postgres")),
        TestMemories.of("b", new ResourceFact("orders", "depends on", "redis")));

    assertThat(found()).isEmpty();
  }

  @Test
  void oneTitleWithOtherStepsDoes() {
    put(
        runbook("a", "Failover of orders", "Promote the standby"),
        runbook("b", "Failover of Orders", "Restart the primary"),
        runbook("c", "Failover of Orders", "Restart  the primary"));

    assertThat(found()).hasSize(2).allMatch(why -> why.contains("other steps"));
  }

  @Test
  void anActionThatHelpedInOneAndHarmedInTheOtherDoes() {
    put(
        tried("a", Effect.RESOLVED),
        tried("b", Effect.WORSENED),
        tried("c", Effect.NO_EFFECT),
        tried("d", Effect.WORSENED).scope(TestMemories.service("cart")),
        tried("e", Effect.WORSENED).status(MemoryStatus.SUPERSEDED));

    assertThat(found())
        .containsExactly("\"restart the primary\" helped in one and harmed in the other");
  }

  @Test
  void whatWasBelievedIsTheRevisionThatWasInForce() {
    put(note("Disk full", "Clear the logs"));
    now = NOW.plus(Duration.ofDays(2));
    put(note("Disk full", "Grow the disk"));

    assertThat(Belief.at(reader, id("Disk full"), NOW.minusSeconds(1)))
        .isEqualTo(new Belief.NotYet(NOW));
    assertThat(Belief.at(reader, id("Disk full"), NOW.plus(Duration.ofDays(1))))
        .isInstanceOfSatisfying(
            Belief.Held.class,
            held -> {
              assertThat(held.revision().text()).isEqualTo("Clear the logs");
              assertThat(held.current()).isFalse();
            });
    assertThat(Belief.at(reader, id("Disk full"), now))
        .isInstanceOfSatisfying(
            Belief.Held.class,
            held -> {
              assertThat(held.revision().text()).isEqualTo("Grow the disk");
              assertThat(held.current()).isTrue();
            });
    assertThat(
            Belief.all(reader, Filter.everything(), NOW.plus(Duration.ofDays(1)), 1)
                .map(memory -> memory.text()))
        .containsExactly("Clear the logs");
    assertThat(Belief.at(reader, id("nobody"), now)).isEqualTo(new Belief.Unknown());
  }

  @Test
  void whatWasDeletedLaterStillAnswersForTheTimeBefore() {
    put(note("Disk full", "Clear the logs"));
    Instant deleted = NOW.plus(Duration.ofDays(2));
    store.writer(Tenant.DEFAULT).delete(List.of(id("Disk full")), deleted);

    assertThat(Belief.at(reader, id("Disk full"), deleted.minusSeconds(1)))
        .isInstanceOfSatisfying(
            Belief.Held.class, held -> assertThat(held.revision().text()).contains("Clear"));
    assertThat(Belief.at(reader, id("Disk full"), deleted))
        .isEqualTo(new Belief.Forgotten(deleted));
  }

  @Test
  void whatTheStoreNoLongerKeepsIsSaidToBeDropped() {
    for (int i = 0; i < 30; i++) {
      now = NOW.plus(Duration.ofDays(i));
      put(note("Disk full", "Attempt " + i));
    }

    assertThat(Belief.at(reader, id("Disk full"), NOW.plus(Duration.ofDays(1))))
        .isInstanceOf(Belief.Dropped.class);
  }
}
