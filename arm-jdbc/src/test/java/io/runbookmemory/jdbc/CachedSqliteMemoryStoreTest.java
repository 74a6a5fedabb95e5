package io.runbookmemory.jdbc;

import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.testkit.MemoryStoreContract;
import java.nio.file.Path;

/** The contract with vectors in memory from the first search on. */
class CachedSqliteMemoryStoreTest extends MemoryStoreContract {

  @Override
  protected MemoryStore open(Path directory) {
    return CachedVectorsTest.open(directory, CachedVectorsTest.AT_ONCE);
  }
}
