package io.runbookmemory.learn.upkeep;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static io.runbookmemory.fixture.TestMemories.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.fixture.WatchedStore;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.RecallPipeline;
import io.runbookmemory.recall.RecallPolicy;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.StoredMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecallCountsTest {

  private static final Situation SITUATION = Situation.builder("the disk is full", NOW).build();

  private final WatchedStore store = new WatchedStore();
  private final CountDownLatch written = new CountDownLatch(1);

  private Recall recall() {
    StoredMemory disk = StoredMemory.lexical(note("Disk full", "the disk is full").build());
    assertThat(store.itself().writer(Tenant.DEFAULT).upsert(List.of(disk))).isNotNull();
    try (RecallPipeline pipeline =
        new RecallPipeline(
            store, null, new PatternRedactor(), Environments.DEFAULT, RecallPolicy.DEFAULT)) {
      Recall recall = pipeline.recall(SITUATION);
      assertThat(recall.recollections()).isNotEmpty();
      return recall;
    }
  }

  private long counted() {
    Usage usage =
        store.itself().reader(Tenant.DEFAULT).usage(List.of(id("Disk full"))).get(id("Disk full"));
    return Objects.requireNonNull(usage).recalls();
  }

  @Test
  void countsAreWrittenAfterSoManyRecalls() throws InterruptedException {
    Recall recall = recall();
    store.beforeWriting(method -> written.countDown());
    try (RecallCounts counts = new RecallCounts(store, Tenant.DEFAULT, Duration.ofDays(1), 5)) {
      for (int i = 0; i < 5; i++) {
        counts.recalled(SITUATION, recall);
      }
      assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(counted()).isEqualTo(5);
  }

  @Test
  void countsAreWrittenAfterSomeTime() throws InterruptedException {
    Recall recall = recall();
    store.beforeWriting(method -> written.countDown());
    try (RecallCounts counts =
        new RecallCounts(store, Tenant.DEFAULT, Duration.ofMillis(20), 1000)) {
      counts.recalled(SITUATION, recall);
      assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(counted()).isEqualTo(1);
  }

  @Test
  void whatCannotBeWrittenNowIsKept() {
    Recall recall = recall();
    store.beforeWriting(
        method -> {
          throw new UnavailableException("the store", "gone");
        });
    try (RecallCounts counts = new RecallCounts(store, Tenant.DEFAULT, Duration.ofDays(1), 1000)) {
      counts.recalled(SITUATION, recall);
      counts.flush();
      assertThat(counted()).isZero();
      store.beforeWriting(method -> {});
      counts.recalled(SITUATION, recall);
    }
    assertThat(counted()).isEqualTo(2);
  }

  @Test
  void manyAreWrittenInSmallCommitsEachOnceThoughOneFails() {
    Recall recall = recallOfMany(450);
    AtomicInteger commits = new AtomicInteger();
    store.beforeWriting(
        method -> {
          if (commits.incrementAndGet() == 2) {
            throw new UnavailableException("the store", "gone");
          }
        });
    try (RecallCounts counts = new RecallCounts(store, Tenant.DEFAULT, Duration.ofDays(1), 1000)) {
      counts.recalled(SITUATION, recall);
      counts.flush();
    }
    assertThat(commits).hasValue(4); // 200, a failure, and the 250 that were left.
    List<MemoryId> ids =
        recall.recollections().stream().map(Recollection::memory).map(Memory::id).toList();
    assertThat(store.itself().reader(Tenant.DEFAULT).usage(ids).values())
        .hasSize(450)
        .allMatch(usage -> usage.recalls() == 1);
  }

  private Recall recallOfMany(int many) {
    Recall one = recall();
    List<Recollection> shown = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      StoredMemory note = StoredMemory.lexical(note("Note " + i, "the disk is full").build());
      assertThat(store.itself().writer(Tenant.DEFAULT).upsert(List.of(note))).isNotNull();
      shown.add(shown(one.recollections().getFirst(), note.memory()));
    }
    return new Recall(
        one.strength(),
        shown,
        one.route(),
        one.degraded(),
        one.judged(),
        one.took(),
        one.staleness(),
        one.basis());
  }

  private static Recollection shown(Recollection like, Memory memory) {
    return new Recollection(
        memory, like.usage(), like.parts(), List.of(), List.of(), List.of(), null, null, null);
  }

  @Test
  void nothingToWriteLeavesTheStoreAlone() {
    List<String> calls = new ArrayList<>();
    store.beforeWriting(calls::add);
    try (RecallCounts counts = new RecallCounts(store, Tenant.DEFAULT, Duration.ofDays(1), 1000)) {
      counts.flush();
    }
    assertThat(calls).isEmpty();
  }

  @Test
  void aBoundOfZeroIsRefused() {
    assertThatThrownBy(() -> new RecallCounts(store, Tenant.DEFAULT, Duration.ZERO, 0))
        .hasMessage("atMost must be at least 1, got 0");
  }
}
