package io.runbookmemory.jdbc;

import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.testkit.ledger.LedgerStoreContract;
import java.nio.file.Path;

/** On a server of many connections, and on its clock. */
class PostgresLedgerStoreTest extends LedgerStoreContract {

  @Override
  protected LedgerStore open(Path directory) {
    return PostgresMemoryStore.open(
        PostgresServer.get().pool(),
        PostgresOptions.builder().schema(String.valueOf(directory.getFileName())).build());
  }
}
