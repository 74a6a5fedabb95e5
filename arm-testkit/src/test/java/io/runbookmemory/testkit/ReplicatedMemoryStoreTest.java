package io.runbookmemory.testkit;

import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.replica.ReplicatedMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A replica whose shared store is up is what that store is, while the copy is filled beside. */
class ReplicatedMemoryStoreTest extends MemoryStoreContract {

  private final Map<Path, ExactMemoryStore> shared = new HashMap<>();

  @Override
  protected MemoryStore open(Path directory) {
    ExactMemoryStore server = shared.computeIfAbsent(directory, path -> new ExactMemoryStore());
    return ReplicatedMemoryStore.builder(
            () -> new KeptStore(server),
            directory,
            path -> new ExactMemoryStore(),
            () -> SampleMemories.NOW)
        .interval(Duration.ofMillis(10))
        .answerWithin(Duration.ofMinutes(10))
        .open();
  }
}
