package io.runbookmemory.testkit.ledger;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Duration;
import java.util.List;

/** What every theme of the contract stands on. */
interface LedgerSubject {

  LedgerStore store();

  LedgerStore reopen();

  void pass(Duration time);

  default Ledger ledger() {
    return store().ledger(Tenant.DEFAULT);
  }

  default Leases leases() {
    return store().leases();
  }

  /** All of the stream that most tests write to. */
  default List<PostedEntry> all() {
    return ledger().read(EntryFilter.of(Entries.STREAM), 0, 10_000);
  }

  /** What was appended to the stream that most tests write to, without positions. */
  default List<LedgerEntry> entries() {
    return all().stream().map(PostedEntry::entry).toList();
  }

  default void assumeDurable() {
    assumeTrue(store().capabilities().durable(), "the store says that it is not durable");
  }
}
