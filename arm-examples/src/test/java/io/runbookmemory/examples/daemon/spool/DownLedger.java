package io.runbookmemory.examples.daemon.spool;

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

/** A ledger that answers nobody while it is down. */
final class DownLedger implements Ledger {

  private final Ledger real;
  private boolean down;

  DownLedger(Ledger real) {
    this.real = real;
  }

  void down(boolean isDown) {
    down = isDown;
  }

  private Ledger there() {
    if (down) {
      throw new UnavailableException("ledger", "it is down");
    }
    return real;
  }

  @Override
  public Tenant tenant() {
    return real.tenant();
  }

  @Override
  public List<Long> append(List<LedgerEntry> batch) {
    return there().append(batch);
  }

  @Override
  public AppendResult append(List<LedgerEntry> batch, Lease lease) {
    return there().append(batch, lease);
  }

  @Override
  public Set<LedgerStream> streams() {
    return there().streams();
  }

  @Override
  public List<PostedEntry> read(EntryFilter filter, long after, int pageSize) {
    return there().read(filter, after, pageSize);
  }

  @Override
  public Optional<PostedEntry> last(EntryFilter filter) {
    return there().last(filter);
  }

  @Override
  public long prune(LedgerStream stream, Instant before) {
    return there().prune(stream, before);
  }
}
