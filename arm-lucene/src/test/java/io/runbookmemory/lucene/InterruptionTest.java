package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.SampleMemories;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {

  @TempDir Path path;

  @AfterEach
  void forgetInterrupt() {
    Thread.interrupted();
  }

  @Test
  void anInterruptedThreadOpensReadsWritesAndClosesAndIsInterruptedStill() {
    Thread.currentThread().interrupt();
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      writeAndFind(store, 1);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    Thread.interrupted();

    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      assertThat(store.reader(Tenant.DEFAULT).get(SampleMemories.id(1))).isPresent();
    }
  }

  @Test
  void interruptsAtAnyMomentDoTheStoreNoHarm() throws InterruptedException {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      Thread victim =
          new Thread(
              () -> {
                for (int i = 0; i < 40; i++) {
                  writeAndFind(store, i);
                }
              });
      victim.start();
      while (victim.isAlive()) {
        victim.interrupt();
        Thread.sleep(1);
      }
      assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(40);
    }
  }

  private static void writeAndFind(LuceneMemoryStore store, int number) {
    StoredMemory memory = Samples.pointing(number);
    store.writer(Tenant.DEFAULT).upsert(List.of(memory));
    SearchRequest nearest =
        SearchRequest.vector(
                memory.passages().getFirst().embedding(), Samples.SPACE, SampleMemories.NOW)
            .topK(1)
            .build();
    assertThat(store.reader(Tenant.DEFAULT).search(nearest).getFirst().memory().id())
        .isEqualTo(memory.id());
  }
}
