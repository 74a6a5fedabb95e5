package io.runbookmemory.store.lease;

import java.util.Optional;

/**
 * The leases of a store, by name, of all processes that share it. Thread-safe.
 *
 * <ul>
 *   <li>At any time at most one lease of a name is held. One that was neither renewed nor released
 *       is over by itself. The clock is the store's own: a database's, so that no holder's matters;
 *       that of the process where the store belongs to one machine.
 *   <li>Tokens of a name ascend for ever, over releases, expiries and restarts. Somebody who was
 *       paused may believe in a lease that is over: what he writes is kept out by its token, where
 *       it is handed in with the write as in {@link
 *       io.runbookmemory.store.ledger.Ledger#append(java.util.List, Lease)}.
 *   <li>Whatever is done outside the store, a page that is sent or a tool that is run, no token
 *       keeps out: do it well within the lease, and so that doing it twice does no harm.
 * </ul>
 */
public interface Leases {

  /**
   * Asks for a lease. A name that is held is not granted again, to the same owner neither: an owner
   * is a name for people, and two who share one are still two.
   *
   * @param claim what is wanted
   * @return the lease, or who has it
   */
  Acquisition acquire(Claim claim);

  /**
   * Prolongs a lease by the length of its claim, from now.
   *
   * @param lease as it was granted or last renewed
   * @return with the same token; empty if it is over, whether or not somebody else has it: acquire
   *     it again
   */
  Optional<Lease> renew(Lease lease);

  /**
   * Gives a lease up before it is over, so that the next need not wait. Doing it again does
   * nothing.
   *
   * @param lease as it was granted or last renewed
   * @return whether it was still held
   */
  boolean release(Lease lease);
}
