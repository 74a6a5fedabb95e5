package io.runbookmemory.testkit.ledger;

import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import java.nio.file.Path;

/** The exact store behind a lid, on the system's clock: what durability's tests run on. */
class KeptLedgerStoreTest extends LedgerStoreContract {

  private final ExactMemoryStore kept = new ExactMemoryStore();

  @Override
  protected LedgerStore open(Path directory) {
    return new KeptLedgerStore(kept);
  }

  @Override
  public void aClosedStoreAppendsAndReadsNoMore() {
    // Ledgers of the exact store reach past the lid.
  }
}
