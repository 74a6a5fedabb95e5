package io.runbookmemory.testkit;

import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.MemoryStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a store must do to be one of ARM's. To certify a store, extend this class in its tests:
 *
 * <pre>{@code
 * class MyMemoryStoreTest extends MemoryStoreContract {
 *   @Override
 *   protected MemoryStore open(Path directory) {
 *     return MyMemoryStore.open(directory);
 *   }
 * }
 * }</pre>
 *
 * <p>Every test gets an empty directory of its own. What a test expects is either written down in
 * it or asked of {@link io.runbookmemory.store.exact.ExactMemoryStore}, the oracle. The tests of
 * durability run where {@link Capabilities#durable()} and are reported as skipped elsewhere. The
 * system property {@code arm.testkit.operations} sets how many random operations are compared with
 * the oracle (default 2,000), {@code arm.testkit.seed} from which seed (default 1).
 */
public abstract class MemoryStoreContract
    implements WriteContract,
        ReadContract,
        DeletionContract,
        UsageContract,
        ChangeFeedContract,
        FilterContract,
        SearchContract,
        WordSearchContract,
        TenantContract,
        FidelityContract,
        DurabilityContract,
        ConcurrencyContract,
        DifferentialContract {

  @TempDir private @Nullable Path directory;
  private @Nullable MemoryStore store;

  /** Creates the contract; JUnit does. */
  protected MemoryStoreContract() {}

  /**
   * Opens the store under test.
   *
   * @param directory where its files live; the same directory, opened again after a close, is the
   *     same store; an empty directory is an empty store
   * @return an open store, which the contract closes
   */
  protected abstract MemoryStore open(Path directory);

  /**
   * Returns whether a write that returned survives a close.
   *
   * @return what the store says of itself
   */
  @Override
  public boolean durable() {
    return store().capabilities().durable();
  }

  /**
   * Returns the store under test, opened when it is first asked for.
   *
   * @return the same store throughout a test, until {@link #reopen}
   */
  @Override
  public final synchronized MemoryStore store() {
    MemoryStore current = store;
    if (current == null) {
      if (directory == null) {
        throw new IllegalStateException("the contract runs under JUnit, which gives a directory");
      }
      current = open(directory);
      store = current;
    }
    return current;
  }

  /**
   * Closes the store under test and opens it again.
   *
   * @return the store from now on
   */
  @Override
  public final MemoryStore reopen() {
    closeStore();
    return store();
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
