package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A ledger that is away for the next calls on one stream. */
final class BreakingLedger implements Ledger {

  private final Ledger real;
  private final LedgerStream stream;
  private final AtomicInteger faults = new AtomicInteger();

  BreakingLedger(Ledger real, LedgerStream stream) {
    this.real = real;
    this.stream = stream;
  }

  void fails(int times) {
    faults.set(times);
  }

  private void call(LedgerStream of) {
    if (of.equals(stream) && faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new UnavailableException("ledger", "it is away");
    }
  }

  @Override
  public Tenant tenant() {
    return real.tenant();
  }

  @Override
  public List<Long> append(List<LedgerEntry> batch) {
    batch.forEach(entry -> call(entry.stream()));
    return real.append(batch);
  }

  @Override
  public AppendResult append(List<LedgerEntry> batch, Lease lease) {
    batch.forEach(entry -> call(entry.stream()));
    return real.append(batch, lease);
  }

  @Override
  public Set<LedgerStream> streams() {
    return real.streams();
  }

  @Override
  public List<PostedEntry> read(EntryFilter filter, long after, int pageSize) {
    call(filter.stream());
    return real.read(filter, after, pageSize);
  }

  @Override
  public Optional<PostedEntry> last(EntryFilter filter) {
    return real.last(filter);
  }

  @Override
  public long prune(LedgerStream of, Instant before) {
    return real.prune(of, before);
  }
}
