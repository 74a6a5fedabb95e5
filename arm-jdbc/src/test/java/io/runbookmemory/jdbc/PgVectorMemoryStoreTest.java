package io.runbookmemory.jdbc;

import io.runbookmemory.store.MemoryStore;
import java.nio.file.Path;

/** On a server with pgvector, of one connection. */
class PgVectorMemoryStoreTest extends PostgresContract {

  @Override
  protected MemoryStore open(Path directory) {
    return PostgresMemoryStore.open(
        PgliteServer.get().pool(),
        PostgresOptions.builder()
            .schema(String.valueOf(directory.getFileName()))
            .vectorExtension(PostgresOptions.VectorExtension.REQUIRED)
            .build());
  }
}
