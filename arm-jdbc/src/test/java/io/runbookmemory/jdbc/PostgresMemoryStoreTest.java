package io.runbookmemory.jdbc;

import io.runbookmemory.store.MemoryStore;
import java.nio.file.Path;

/** On a server of many connections, without pgvector. */
class PostgresMemoryStoreTest extends PostgresContract {

  @Override
  protected MemoryStore open(Path directory) {
    return PostgresMemoryStore.open(
        PostgresServer.get().pool(),
        PostgresOptions.builder().schema(String.valueOf(directory.getFileName())).build());
  }
}
