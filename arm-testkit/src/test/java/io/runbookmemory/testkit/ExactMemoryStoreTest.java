package io.runbookmemory.testkit;

import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.nio.file.Path;

class ExactMemoryStoreTest extends MemoryStoreContract {

  @Override
  protected MemoryStore open(Path directory) {
    return new ExactMemoryStore();
  }
}
