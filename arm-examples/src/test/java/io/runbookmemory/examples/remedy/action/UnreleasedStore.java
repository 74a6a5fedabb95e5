package io.runbookmemory.examples.remedy.action;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStore;
import java.util.Optional;

/** A store that goes away before a lease is given back. */
record UnreleasedStore(LedgerStore inside) implements LedgerStore {

  @Override
  public Ledger ledger(Tenant tenant) {
    return inside.ledger(tenant);
  }

  @Override
  public Leases leases() {
    Leases leases = inside.leases();
    return new Leases() {
      @Override
      public Acquisition acquire(Claim claim) {
        return leases.acquire(claim);
      }

      @Override
      public Optional<Lease> renew(Lease lease) {
        return leases.renew(lease);
      }

      @Override
      public boolean release(Lease lease) {
        throw new UnavailableException("leases", "the database is down");
      }
    };
  }

  @Override
  public Capabilities capabilities() {
    return inside.capabilities();
  }

  @Override
  public void close() {
    inside.close();
  }
}
