package io.runbookmemory.jdbc;

import io.runbookmemory.store.MemoryStore;

/** What a statement may hold, of PostgreSQL. */
class PostgresFilterSqlTest extends FilterSqlTest {

  @Override
  MemoryStore open() {
    return PostgresMemoryStore.open(PostgresServer.get().pool(), Tables.fresh().build());
  }
}
