package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.SampleMemories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailingDiskTest {

  @TempDir Path path;
  private FailingDirectory disk;

  @BeforeEach
  void insertDisk() throws IOException {
    disk = new FailingDirectory(path, "No space left on device");
  }

  private static List<StoredMemory> batch(int from, int to) {
    return IntStream.range(from, to).mapToObj(Samples::pointing).toList();
  }

  /** So large that what merges them does not hold the result back in memory. */
  private static List<StoredMemory> large(int from, int to) {
    return IntStream.range(from, to).mapToObj(FailingDiskTest::large).toList();
  }

  private static StoredMemory large(int number) {
    String words =
        new Random(number)
            .ints(10_000, 'a', 'z')
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return StoredMemory.lexical(
        SampleMemories.note(SampleMemories.id(number), "Large", words).build());
  }

  private static long count(LuceneMemoryStore store) {
    return store.reader(Tenant.DEFAULT).count(Filter.everything());
  }

  @Test
  void aFullDiskIsSaidToBeFullAndTheStoreGoesOnWhenThereIsSpace() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path, () -> disk)) {
      store.writer(Tenant.DEFAULT).upsert(batch(0, 10));
      disk.failAfter(0);

      assertThatThrownBy(() -> store.writer(Tenant.DEFAULT).upsert(batch(10, 20)))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("the disk of " + path + " is full");
      assertThat(count(store)).isEqualTo(10);
      assertThatThrownBy(() -> store.writer(Tenant.DEFAULT).upsert(batch(10, 20)))
          .isInstanceOf(UnavailableException.class);

      disk.heal();
      store.writer(Tenant.DEFAULT).upsert(batch(10, 20));
      assertThat(count(store)).isEqualTo(20);
    }
  }

  @Test
  void whereverADiskFailsABatchIsThereWholeOrNotAtAll() throws IOException {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path, () -> disk)) {
      store.writer(Tenant.DEFAULT).upsert(batch(0, 10));
    }
    disk = new FailingDirectory(path, "Input/output error");
    int batches = 1;
    boolean finished = false;
    for (int allowed = 0; !finished; allowed++) {
      try (LuceneMemoryStore store = LuceneMemoryStore.open(path, () -> disk)) {
        disk.failAfter(allowed);
        finished = written(store, batches);
        disk.heal();
        assertThat(count(store))
            .as("after %s operations", allowed)
            .isIn(batches * 10L, batches * 10L + 10);
        store.writer(Tenant.DEFAULT).upsert(batch(batches * 10, batches * 10 + 10));
        batches++;
        assertThat(count(store)).isEqualTo(batches * 10L);
      }
      disk = new FailingDirectory(path, "Input/output error");
    }
    assertThat(batches).as("places to fail at").isGreaterThan(10);
  }

  private static boolean written(LuceneMemoryStore store, int batches) {
    try {
      store.writer(Tenant.DEFAULT).upsert(batch(batches * 10, batches * 10 + 10));
      return true;
    } catch (ArmException e) {
      assertThat(e).isInstanceOf(UnavailableException.class).hasMessageContaining("Input/output");
      return false;
    }
  }

  @Test
  void aMergeThatFailsIsToldOfByTheNextWriteAndLosesNothing() throws InterruptedException {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path, () -> disk)) {
      disk.failMerges();
      int written = 0;
      ArmException told = null;
      while (told == null && written < 1000) {
        try {
          store.writer(Tenant.DEFAULT).upsert(large(written, written + 10));
          written += 10;
          Thread.sleep(10);
        } catch (ArmException e) {
          told = e;
        }
      }
      assertThat(told).isInstanceOf(UnavailableException.class).hasMessageContaining("is full");
      assertThat(count(store)).isEqualTo(written);

      disk.heal();
      store.writer(Tenant.DEFAULT).upsert(large(written, written + 10));
      assertThat(count(store)).isEqualTo(written + 10);
    }
  }

  @Test
  void aStoreThatCannotBeCreatedCanBeCreatedLater() throws IOException {
    disk.failAfter(2);
    assertThatThrownBy(() -> LuceneMemoryStore.open(path, () -> disk).close())
        .isInstanceOf(UnavailableException.class);

    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      assertThat(count(store)).isZero();
    }
  }
}
