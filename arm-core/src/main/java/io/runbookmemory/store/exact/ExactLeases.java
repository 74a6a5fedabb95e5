package io.runbookmemory.store.exact;

import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.lease.Leases;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The exact store's leases, under the store's lock. */
final class ExactLeases implements Leases {

  private final ExactMemoryStore store;
  private final InstantSource clock;
  private final Map<String, Lease> newest = new HashMap<>();

  ExactLeases(ExactMemoryStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Acquisition acquire(Claim claim) {
    synchronized (store) {
      store.requireOpen();
      Instant now = clock.instant();
      Lease before = newest.get(claim.name());
      if (before != null && before.until().isAfter(now)) {
        return new Acquisition.Held(before.claim().owner(), before.until());
      }
      long token = before == null ? 1 : before.token() + 1;
      Lease lease = new Lease(claim, token, now.plus(claim.length()));
      newest.put(claim.name(), lease);
      return new Acquisition.Granted(lease);
    }
  }

  @Override
  public Optional<Lease> renew(Lease lease) {
    synchronized (store) {
      store.requireOpen();
      if (!holds(lease)) {
        return Optional.empty();
      }
      Instant until = clock.instant().plus(lease.claim().length());
      Lease renewed = new Lease(lease.claim(), lease.token(), until);
      newest.put(lease.claim().name(), renewed);
      return Optional.of(renewed);
    }
  }

  @Override
  public boolean release(Lease lease) {
    synchronized (store) {
      store.requireOpen();
      boolean held = holds(lease);
      if (held) {
        newest.put(lease.claim().name(), new Lease(lease.claim(), lease.token(), Instant.EPOCH));
      }
      return held;
    }
  }

  /** Whether a lease is neither over nor followed by a newer one; called under the lock. */
  boolean holds(Lease lease) {
    Lease last = newest.get(lease.claim().name());
    return last != null && last.token() == lease.token() && last.until().isAfter(clock.instant());
  }

  /** The newest token of a lease's name, 0 if there is none; called under the lock. */
  long newestToken(Lease lease) {
    Lease last = newest.get(lease.claim().name());
    return last == null ? 0 : last.token();
  }
}
