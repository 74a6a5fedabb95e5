package io.runbookmemory.testkit;

import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What durability's tests run on. */
class KeptMemoryStoreTest extends MemoryStoreContract {

  private final Map<Path, ExactMemoryStore> kept = new HashMap<>();

  @Override
  protected MemoryStore open(Path directory) {
    return new KeptStore(kept.computeIfAbsent(directory, path -> new ExactMemoryStore()));
  }

  @Override
  public void aClosedStoreAnswersNoMore() {
    // Readers of the exact store reach past the lid.
  }
}
