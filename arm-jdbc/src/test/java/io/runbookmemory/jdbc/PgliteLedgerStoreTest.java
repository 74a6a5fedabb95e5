package io.runbookmemory.jdbc;

import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.testkit.ledger.LedgerStoreContract;
import java.nio.file.Path;

/** On a server of another version, of one connection. */
class PgliteLedgerStoreTest extends LedgerStoreContract {

  @Override
  protected LedgerStore open(Path directory) {
    return PostgresMemoryStore.open(
        PgliteServer.get().pool(),
        PostgresOptions.builder().schema(String.valueOf(directory.getFileName())).build());
  }
}
