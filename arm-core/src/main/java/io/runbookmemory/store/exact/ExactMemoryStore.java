package io.runbookmemory.store.exact;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.CompareAndSet;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Memories, ledgers and leases on the heap. Memories are compared one by one: nothing is
 * approximate, and nothing survives the process. The oracle that other stores are held against, and
 * the store for tests. One lock guards it all. Thread-safe.
 */
public final class ExactMemoryStore implements MemoryStore, LedgerStore {

  private final Map<Tenant, ExactTenant> tenants = new HashMap<>();
  private final Map<Tenant, ExactLedger> ledgers = new HashMap<>();
  private final ExactLeases leases;
  private @Nullable EmbeddingSpace space;
  private long position;
  private boolean closed;

  /**
   * Creates an empty store whose leases go by the time since then. They are as long as they should
   * be; when they end is told as if it was created in 1970.
   */
  public ExactMemoryStore() {
    this(sinceNow());
  }

  /**
   * Creates an empty store.
   *
   * @param clock what leases go by
   */
  public ExactMemoryStore(InstantSource clock) {
    this.leases = new ExactLeases(this, clock);
  }

  private static InstantSource sinceNow() {
    long created = System.nanoTime();
    return () -> Instant.EPOCH.plusNanos(System.nanoTime() - created);
  }

  @Override
  public MemoryReader reader(Tenant tenant) {
    return of(tenant);
  }

  @Override
  public MemoryWriter writer(Tenant tenant) {
    return of(tenant);
  }

  private synchronized ExactTenant of(Tenant tenant) {
    requireOpen();
    return tenants.computeIfAbsent(tenant, whose -> new ExactTenant(this, whose));
  }

  @Override
  public synchronized Ledger ledger(Tenant tenant) {
    requireOpen();
    return ledgers.computeIfAbsent(tenant, whose -> new ExactLedger(this, whose, leases));
  }

  @Override
  public synchronized Leases leases() {
    requireOpen();
    return leases;
  }

  @Override
  public synchronized Optional<EmbeddingSpace> space() {
    requireOpen();
    return Optional.ofNullable(space);
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(false, false, false);
  }

  @Override
  public synchronized void close() {
    closed = true;
    tenants.clear();
    ledgers.clear();
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }

  /** Takes the space of a batch over; called under the lock. */
  void admit(List<StoredMemory> batch) {
    space = CompareAndSet.space("the in-memory store", space, batch);
  }

  void requireSpaceOf(SearchRequest request) {
    EmbeddingSpace asked = request.space().orElse(null);
    if (asked != null && space != null && !asked.equals(space)) {
      throw new EmbeddingSpaceException("the in-memory store", space.toString(), asked.toString());
    }
  }

  long nextPosition() {
    return ++position;
  }
}
