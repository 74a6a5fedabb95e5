package io.runbookmemory.store.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Replicas of a {@link FlakyStore} in a directory, whose local stores outlive their closing. */
final class Replicas {

  static final Duration LONG = Duration.ofSeconds(30);

  private final Path directory;
  private final Map<Path, ExactMemoryStore> disk = new HashMap<>();
  volatile Instant now = TestMemories.NOW;

  /** What every write to a local store throws. */
  volatile @Nullable ArmException refusal;

  Replicas(Path directory) {
    this.directory = directory;
  }

  /** A replica that follows in haste, but has patience with its store. */
  ReplicatedMemoryStore.Builder of(Supplier<MemoryStore> shared) {
    return ReplicatedMemoryStore.builder(shared, directory, this::local, () -> now)
        .interval(Duration.ofMillis(10))
        .answerWithin(LONG);
  }

  private synchronized MemoryStore local(Path path) {
    return new Lid(disk.computeIfAbsent(path, made -> new ExactMemoryStore()));
  }

  /** Forgets what is on the disk, as if somebody had deleted it. */
  synchronized void loseLocalStores() {
    disk.clear();
  }

  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("what is waited for came in time").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Waits until the copy goes as far as the store does. */
  static void awaitCopyOf(FlakyStore server, ReplicatedMemoryStore replica) {
    long position = server.itself().reader(Tenant.DEFAULT).stats().position();
    await(
        () ->
            replica.status(Tenant.DEFAULT).position() == position
                && replica.status(Tenant.DEFAULT).asOf() != null);
  }

  static void awaitUp(ReplicatedMemoryStore replica) {
    await(() -> replica.status(Tenant.DEFAULT).reached());
  }

  static MemoryReader reader(MemoryStore store) {
    return store.reader(Tenant.DEFAULT);
  }

  static List<String> titles(MemoryStore store) {
    return reader(store).scan(Filter.everything(), null, 1000).stream()
        .map(stored -> stored.memory().title())
        .sorted()
        .toList();
  }

  static void write(MemoryStore store, String... titles) {
    for (String title : titles) {
      StoredMemory note = StoredMemory.lexical(TestMemories.note(title, "about " + title).build());
      assertThat(store.writer(Tenant.DEFAULT).upsert(List.of(note)))
          .isInstanceOf(UpsertResult.Applied.class);
    }
  }

  static StoredMemory pointing(String title, EmbeddingSpace space, float... vector) {
    Memory memory = TestMemories.note(title, "about " + title).build();
    return new StoredMemory(memory, List.of(new Passage(null, Embedding.of(vector))), space);
  }

  static List<Change> feed(MemoryStore store) {
    return reader(store).changes(0, 1000);
  }

  private final class Lid implements MemoryStore {

    private final ExactMemoryStore inside;

    Lid(ExactMemoryStore inside) {
      this.inside = inside;
    }

    @Override
    public MemoryReader reader(Tenant tenant) {
      return inside.reader(tenant);
    }

    @Override
    public MemoryWriter writer(Tenant tenant) {
      ArmException thrown = refusal;
      if (thrown != null) {
        throw thrown;
      }
      return inside.writer(tenant);
    }

    @Override
    public Optional<EmbeddingSpace> space() {
      return inside.space();
    }

    @Override
    public Capabilities capabilities() {
      return inside.capabilities();
    }

    @Override
    public void close() {
      // As files would, it stays.
    }
  }
}
