package io.runbookmemory.examples.daemon.memory;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ledgers of a shared database, which may be down when the daemon starts: they are opened when
 * they first can be. Thread-safe.
 */
final class LateLedgers implements LedgerStore {

  /** So long nobody else waits for what has just failed. */
  private static final Duration REST = Duration.ofSeconds(1);

  private final Supplier<? extends LedgerStore> opener;
  private volatile @Nullable LedgerStore opened;
  private @Nullable UnavailableException failed;
  private long failedAt;
  private boolean closed;

  /**
   * Creates them, and opens them if they can be.
   *
   * @param opener throws {@link UnavailableException} where the database is down
   */
  LateLedgers(Supplier<? extends LedgerStore> opener) {
    this.opener = opener;
    try {
      opened();
    } catch (UnavailableException e) {
      // It is asked again by whoever needs it.
      return;
    }
  }

  private LedgerStore opened() {
    LedgerStore there = opened;
    return there == null ? open() : there;
  }

  private synchronized LedgerStore open() {
    if (closed) {
      throw new IllegalStateException("the ledgers are closed");
    }
    if (opened != null) {
      return opened;
    }
    if (failed != null && System.nanoTime() - failedAt < REST.toNanos()) {
      throw failed;
    }
    try {
      LedgerStore there = opener.get();
      opened = there;
      failed = null;
      return there;
    } catch (UnavailableException e) {
      failed = e;
      failedAt = System.nanoTime();
      throw e;
    }
  }

  @Override
  public Ledger ledger(Tenant tenant) {
    return new LateLedger(tenant);
  }

  @Override
  public Leases leases() {
    return new LateLeases();
  }

  /** What a database that daemons share can do. */
  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, true, false);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (opened != null) {
      opened.close();
    }
  }

  private final class LateLedger implements Ledger {

    private final Tenant tenant;

    LateLedger(Tenant tenant) {
      this.tenant = tenant;
    }

    private Ledger there() {
      return opened().ledger(tenant);
    }

    @Override
    public Tenant tenant() {
      return tenant;
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

  private final class LateLeases implements Leases {

    @Override
    public Acquisition acquire(Claim claim) {
      return opened().leases().acquire(claim);
    }

    @Override
    public Optional<Lease> renew(Lease lease) {
      return opened().leases().renew(lease);
    }

    @Override
    public boolean release(Lease lease) {
      return opened().leases().release(lease);
    }
  }
}
