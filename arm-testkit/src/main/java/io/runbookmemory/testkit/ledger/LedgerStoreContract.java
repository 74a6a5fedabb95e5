package io.runbookmemory.testkit.ledger;

import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.ledger.LedgerStore;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a store of ledgers and leases must do to be one of ARM's. To certify a store, extend this
 * class in its tests:
 *
 * <pre>{@code
 * class MyLedgerStoreTest extends LedgerStoreContract {
 *   @Override
 *   protected LedgerStore open(Path directory) {
 *     return MyLedgerStore.open(directory);
 *   }
 * }
 * }</pre>
 *
 * <p>Every test gets an empty directory of its own. The tests of durability run where {@link
 * Capabilities#durable()} and are reported as skipped elsewhere.
 */
public abstract class LedgerStoreContract
    implements AppendContract,
        LedgerReadContract,
        LedgerTenantContract,
        PruneContract,
        EntryFidelityContract,
        LeaseContract,
        FencingContract,
        LedgerConcurrencyContract,
        LedgerDurabilityContract {

  @TempDir private @Nullable Path directory;
  private @Nullable LedgerStore store;

  /** Creates the contract; JUnit does. */
  protected LedgerStoreContract() {}

  /**
   * Opens the store under test.
   *
   * @param directory where its files live; the same directory, opened again after a close, is the
   *     same store; an empty directory is an empty store
   * @return an open store, which the contract closes
   */
  protected abstract LedgerStore open(Path directory);

  /**
   * Lets time pass on the clock that the store's leases go by. Waits for it, unless a store that is
   * told its clock moves that on instead.
   *
   * @param time some milliseconds
   */
  @Override
  public void pass(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while time passed", e);
    }
  }

  /**
   * Returns the store under test, opened when it is first asked for.
   *
   * @return the same store throughout a test, until {@link #reopen}
   */
  @Override
  public final synchronized LedgerStore store() {
    LedgerStore open = store;
    if (open == null) {
      if (directory == null) {
        throw new IllegalStateException("the contract runs under JUnit, which gives a directory");
      }
      open = open(directory);
      store = open;
    }
    return open;
  }

  /**
   * Closes the store under test and opens it again.
   *
   * @return the store from now on
   */
  @Override
  public final LedgerStore reopen() {
    closeStore();
    return store();
  }

  /**
   * Opens the store before a test, so that an {@link #open} which finds its server missing skips
   * the test: inside one it may look like a failure.
   */
  @BeforeEach
  public final void openStore() {
    store();
  }

  /** Closes the store after a test. */
  @AfterEach
  public final void closeStore() {
    if (store != null) {
      store.close();
      store = null;
    }
  }
}
