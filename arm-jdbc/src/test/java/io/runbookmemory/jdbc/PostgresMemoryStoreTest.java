package io.runbookmemory.jdbc;

import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.testkit.MemoryStoreContract;
import java.nio.file.Path;

/** On a server of many connections, without pgvector. */
class PostgresMemoryStoreTest extends MemoryStoreContract {

  @Override
  protected MemoryStore open(Path directory) {
    return PostgresMemoryStore.open(
        PostgresServer.get().pool(),
        PostgresOptions.builder().schema(String.valueOf(directory.getFileName())).build());
  }
}
