package io.runbookmemory;

import static io.runbookmemory.fixture.TestMemories.ANYWHERE;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.note;
import static io.runbookmemory.fixture.TestMemories.runbook;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.fixture.WatchedStore;
import io.runbookmemory.learn.upkeep.PruneReport;
import io.runbookmemory.learn.upkeep.RetentionPolicy;
import io.runbookmemory.learn.upkeep.UpkeepListener;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.remember.RememberListener;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.salience.SaliencePolicy;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpkeepTest {

  private final WatchedStore store = new WatchedStore();
  private final List<String> heard = new ArrayList<>();
  private final RunbookMemory memory =
      RunbookMemory.builder(store)
          .model(new HashingModel())
          .clock(() -> NOW)
          .onRecall(
              (situation, recall) -> {
                throw new IllegalStateException("a broken listener");
              })
          .onRecall((situation, recall) -> heard.add("recalled " + recall.strength()))
          .onRemember(new Ear())
          .onUpkeep(new Ear())
          .build();

  private final class Ear implements RememberListener, UpkeepListener {
    @Override
    public void remembered(List<Remembered> results) {
      results.forEach(one -> heard.add(one.getClass().getSimpleName()));
    }

    @Override
    public void forgotten(long count) {
      heard.add("forgotten " + count);
    }

    @Override
    public void suspected(List<MemoryId> marked) {
      heard.add("suspected " + marked.size());
    }

    @Override
    public void verified(MemoryId id) {
      heard.add("verified");
    }

    @Override
    public void pruned(PruneReport report) {
      heard.add("pruned " + report.pruned());
    }
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private static Memory failover() {
    return runbook("Failover", "Promote the replica of checkout")
        .scope(ANYWHERE.withService("checkout"))
        .createdAt(NOW.minus(Duration.ofDays(30)))
        .build();
  }

  private static Memory deployed(String version) {
    return TestMemories.of("Deployed " + version, new Deployment(version, List.of(), "", List.of()))
        .scope(ANYWHERE.withService("checkout"))
        .happenedAt(NOW.minusSeconds(60))
        .build();
  }

  private static Memory turn(String session, String text) {
    Scope scope = new Scope(Tenant.DEFAULT, null, null, null, null, session);
    return TestMemories.of(text, new Interaction("user", text)).scope(scope).build();
  }

  private Usage usage(MemoryId id) {
    return Objects.requireNonNull(memory.memories().usage(List.of(id)).get(id));
  }

  private Memory stored(Memory one) {
    return memory.memories().get(one.id()).orElseThrow().memory();
  }

  @Test
  void rememberingADeploymentCastsDoubtOnceUntilAnOwnerLooks() {
    memory.remember(failover());
    memory.remember(deployed("v2"));
    assertThat(stored(failover()).status()).isEqualTo(MemoryStatus.SUSPECT);
    memory.remember(deployed("v2"));

    memory.upkeep().verify(failover().id());

    assertThat(stored(failover()).status()).isEqualTo(MemoryStatus.ACTIVE);
    assertThat(heard).containsExactly("Added", "suspected 1", "Added", "Unchanged", "verified");
  }

  @Test
  void doubtThatCannotBeCastNowKeepsNothingFromBeingRemembered() {
    memory.remember(failover());
    store.beforeReading(
        method -> {
          if (method.equals("scan")) {
            throw new UnavailableException("the store", "gone");
          }
        });

    assertThat(memory.remember(deployed("v2"))).isInstanceOf(Remembered.Added.class);
  }

  @Test
  void aSuspectMemoryIsRecalledWithTheReason() {
    memory.remember(failover());
    memory.remember(deployed("v2"));

    assertThat(memory.recall("failover of checkout: promote the replica").judged())
        .filteredOn(one -> one.memory().id().equals(failover().id()))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.differs())
                    .contains("suspect since v2 of checkout was deployed 1 minute ago"));
  }

  @Test
  void aSessionIsForgottenAsAWholeAndNoOther() {
    memory.remember(turn("s1", "is it down?"));
    memory.remember(turn("s1", "since when?"));
    memory.remember(turn("s10", "another one"));
    memory.remember(note("for all", "of no session").build());

    assertThat(memory.forget(Filter.eq(Field.SESSION, "s1"))).isEqualTo(2);

    assertThat(memory.memories().scan(Filter.everything(), null, 10))
        .extracting(stored -> stored.memory().title())
        .containsExactlyInAnyOrder("another one", "for all");
    assertThat(heard).endsWith("forgotten 2");
  }

  @Test
  void whatWasForgottenComesBackOnlyOnPurpose() {
    memory.remember(failover());
    memory.forget(failover().id());
    assertThat(memory.remember(failover())).isInstanceOf(Remembered.Forgotten.class);

    assertThat(memory.revive(failover().id())).containsInstanceOf(Remembered.Added.class);

    assertThat(stored(failover()).text()).isEqualTo(failover().text());
  }

  @Test
  void aPinnedMemoryOutlivesItsTerm() {
    Memory old =
        turn("s1", "long ago").toBuilder().createdAt(NOW.minus(Duration.ofDays(60))).build();
    memory.remember(old);
    memory.upkeep().pin(old.id(), true);
    assertThat(memory.upkeep().prune(RetentionPolicy.DEFAULT, false).pruned()).isZero();

    memory.upkeep().pin(old.id(), false);

    assertThat(memory.upkeep().prune(RetentionPolicy.DEFAULT, false).pruned()).isEqualTo(1);
    assertThat(heard).endsWith("pruned 0", "pruned 1");
  }

  @Test
  void aBrokenListenerBreaksNeitherRecallNorTheOthers() {
    memory.recall("anything");

    assertThat(heard).containsExactly("recalled TRIAGE");
  }

  @Test
  void recallsAreCountedWithoutWaitingForTheStore() {
    memory.remember(failover());
    List<String> writes = new ArrayList<>();
    store.beforeWriting(writes::add);

    for (int i = 0; i < 3; i++) {
      assertThat(memory.recall("failover of checkout: promote the replica").recollections())
          .isNotEmpty();
    }
    assertThat(writes).isEmpty();
    memory.close();

    assertThat(usage(failover().id()).recalls()).isEqualTo(3);
  }

  @Test
  void beingShownChangesNoSalience() {
    Usage shown = Usage.NONE.plus(UsageDelta.recalled(1000));

    assertThat(SaliencePolicy.DEFAULT.salience(failover(), shown, NOW))
        .isEqualTo(SaliencePolicy.DEFAULT.salience(failover(), Usage.NONE, NOW));
  }
}
