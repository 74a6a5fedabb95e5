package io.runbookmemory.store.ledger;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.lease.Leases;

/**
 * A place where ledgers and leases are kept, often the one where memories are too. Thread-safe, and
 * so is what it gives. A write that returned is seen by the next call of any reader of the store
 * and, where {@link Capabilities#durable()}, survives the end of the process at any instant.
 *
 * <p>{@code LedgerStoreContract} in arm-testkit holds an implementation to all of this.
 */
public interface LedgerStore extends AutoCloseable {

  /**
   * Returns a tenant's ledger.
   *
   * @param tenant whose
   * @return a light object that sees every later write too
   */
  Ledger ledger(Tenant tenant);

  /**
   * Returns the leases, which are the store's and no tenant's.
   *
   * @return a light object
   */
  Leases leases();

  /**
   * Returns what this store can do.
   *
   * @return the same value for the life of the store
   */
  Capabilities capabilities();

  /**
   * Releases files, locks and connections. Calls after this throw {@link IllegalStateException};
   * closing twice does nothing.
   */
  @Override
  void close();
}
