package io.runbookmemory.jdbc;

import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.testkit.MemoryStoreContract;
import java.nio.file.Path;

class SqliteMemoryStoreTest extends MemoryStoreContract {

  @Override
  protected MemoryStore open(Path directory) {
    return SqliteMemoryStore.open(directory.resolve("memories.db"));
  }
}
