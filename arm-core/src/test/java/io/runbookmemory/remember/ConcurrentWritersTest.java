package io.runbookmemory.remember;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.fixture.WatchedStore;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.remember.Remembered.Added;
import io.runbookmemory.remember.Remembered.Unchanged;
import io.runbookmemory.remember.Remembered.Updated;
import io.runbookmemory.store.StoredMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Somebody else writes the same memory between this writer's reading and writing. */
class ConcurrentWritersTest {

  private final WatchedStore store = new WatchedStore();
  private final HashingModel model = new HashingModel();
  private final RememberPipeline pipeline =
      new RememberPipeline(store, model, new PatternRedactor(), Environments.DEFAULT, () -> NOW);
  private final List<String> rivals = new ArrayList<>();

  /** Lets a rival write before each of the next writes. */
  private void rivalWrites(int times) {
    store.beforeWriting(
        method -> {
          if (rivals.size() < times) {
            rivals.add("rival " + rivals.size());
            write(note("Disk full", rivals.getLast()).build());
          }
        });
  }

  private void write(Memory memory) {
    long version =
        store
            .itself()
            .reader(Tenant.DEFAULT)
            .get(memory.id())
            .map(one -> one.memory().version())
            .orElse(0L);
    store
        .itself()
        .writer(Tenant.DEFAULT)
        .upsert(List.of(StoredMemory.lexical(memory.toBuilder().version(version).build())));
  }

  @Test
  void aConflictIsTriedAgainOnTopOfWhatTheRivalWrote() {
    Memory memory = note("Disk full", "mine").build();
    Memory other = note("Queue grows", "mine too").build();
    rivalWrites(3);

    List<Remembered> results = pipeline.rememberAll(List.of(other, memory));

    assertThat(results).containsExactly(new Added(other.id(), 1), new Updated(memory.id(), 4));
    assertThat(rivals).hasSize(3);
    assertThat(store.reader(Tenant.DEFAULT).get(memory.id()).orElseThrow().memory().text())
        .isEqualTo("mine");
    assertThat(model.passages()).as("each text is embedded once").hasSize(2);
  }

  @Test
  void whatTheRivalWroteAlreadyIsNotWrittenAgain() {
    Memory memory = note("Disk full", "the same").build();
    RememberPipeline lexical =
        new RememberPipeline(store, null, new PatternRedactor(), Environments.DEFAULT, () -> NOW);
    Memory other = note("Queue grows", "new").build();
    store.beforeWriting(
        method -> {
          store.beforeWriting(again -> {});
          write(note("Disk full", "else").build());
          write(memory.toBuilder().updatedAt(NOW.plusSeconds(1)).build());
        });

    assertThat(lexical.rememberAll(List.of(memory, other)))
        .containsExactly(new Unchanged(memory.id(), 2), new Added(other.id(), 1));
  }

  @Test
  void aRivalThatNeverRestsIsReportedAndNothingOfTheBatchIsWritten() {
    Memory memory = note("Disk full", "mine").build();
    Memory other = note("Queue grows", "mine too").build();
    rivalWrites(Integer.MAX_VALUE);

    assertThatThrownBy(() -> pipeline.rememberAll(List.of(other, memory)))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("try again");
    assertThat(store.reader(Tenant.DEFAULT).get(other.id())).isEmpty();
  }

  @Test
  void manyThreadsWithTheSameBatchAgreeInTheEnd() throws Exception {
    List<Memory> batch =
        List.of(note("Disk full", "same").build(), note("Queue grows", "same").build());
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<List<Remembered>>> futures = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        futures.add(threads.submit(() -> pipeline.rememberAll(batch)));
      }
      for (Future<List<Remembered>> future : futures) {
        assertThat(future.get()).allMatch(one -> one instanceof Added || one instanceof Unchanged);
      }
    }
    assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(2);
    assertThat(store.reader(Tenant.DEFAULT).stats().revisions()).isZero();
  }
}
