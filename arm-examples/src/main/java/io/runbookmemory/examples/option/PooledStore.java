package io.runbookmemory.examples.option;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.jdbc.PostgresMemoryStore;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.store.replica.IdentifiedStore;
import io.runbookmemory.store.replica.StoreIdentity;
import java.util.Optional;

/** A store whose pool of connections ends with it. */
record PooledStore(PostgresMemoryStore store, HikariDataSource pool)
    implements IdentifiedStore, LedgerStore {

  @Override
  public MemoryReader reader(Tenant tenant) {
    return store.reader(tenant);
  }

  @Override
  public MemoryWriter writer(Tenant tenant) {
    return store.writer(tenant);
  }

  @Override
  public Ledger ledger(Tenant tenant) {
    return store.ledger(tenant);
  }

  @Override
  public Leases leases() {
    return store.leases();
  }

  @Override
  public StoreIdentity identity() {
    return store.identity();
  }

  @Override
  public Optional<EmbeddingSpace> space() {
    return store.space();
  }

  @Override
  public Capabilities capabilities() {
    return store.capabilities();
  }

  @Override
  public void close() {
    try (pool) {
      store.close();
    }
  }
}
