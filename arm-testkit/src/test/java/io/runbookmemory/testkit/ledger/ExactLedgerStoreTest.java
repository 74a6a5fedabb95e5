package io.runbookmemory.testkit.ledger;

import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.testkit.ManualClock;
import io.runbookmemory.testkit.SampleMemories;
import java.nio.file.Path;
import java.time.Duration;

class ExactLedgerStoreTest extends LedgerStoreContract {

  private final ManualClock clock = new ManualClock(SampleMemories.NOW);

  @Override
  protected LedgerStore open(Path directory) {
    return new ExactMemoryStore(clock);
  }

  @Override
  public void pass(Duration time) {
    clock.advance(time);
  }
}
