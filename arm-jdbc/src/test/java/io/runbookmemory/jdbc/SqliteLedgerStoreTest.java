package io.runbookmemory.jdbc;

import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.testkit.ManualClock;
import io.runbookmemory.testkit.ledger.LedgerStoreContract;
import java.nio.file.Path;
import java.time.Duration;

class SqliteLedgerStoreTest extends LedgerStoreContract {

  private final ManualClock clock = new ManualClock(Memories.NOW);

  @Override
  protected LedgerStore open(Path directory) {
    return SqliteMemoryStore.open(directory.resolve("memories.db"), clock);
  }

  @Override
  public void pass(Duration time) {
    clock.advance(time);
  }
}
