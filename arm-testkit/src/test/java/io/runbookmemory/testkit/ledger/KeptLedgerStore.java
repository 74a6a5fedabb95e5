package io.runbookmemory.testkit.ledger;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStore;

/** A store whose inside stays when it is closed, as files would. */
record KeptLedgerStore(LedgerStore inside) implements LedgerStore {

  @Override
  public Ledger ledger(Tenant tenant) {
    return inside.ledger(tenant);
  }

  @Override
  public Leases leases() {
    return inside.leases();
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, false, false);
  }

  @Override
  public void close() {
    // See above.
  }
}
