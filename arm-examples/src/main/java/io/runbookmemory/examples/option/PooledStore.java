package io.runbookmemory.examples.option;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import java.util.Optional;

/** A store whose pool of connections ends with it. */
record PooledStore(MemoryStore store, HikariDataSource pool) implements MemoryStore {

  @Override
  public MemoryReader reader(Tenant tenant) {
    return store.reader(tenant);
  }

  @Override
  public MemoryWriter writer(Tenant tenant) {
    return store.writer(tenant);
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
