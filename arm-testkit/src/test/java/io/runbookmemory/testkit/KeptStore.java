package io.runbookmemory.testkit;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.util.Optional;

/** The exact store behind a lid that can be closed and opened. */
record KeptStore(ExactMemoryStore inside) implements MemoryStore {

  @Override
  public MemoryReader reader(Tenant tenant) {
    return inside.reader(tenant);
  }

  @Override
  public MemoryWriter writer(Tenant tenant) {
    return inside.writer(tenant);
  }

  @Override
  public Optional<EmbeddingSpace> space() {
    return inside.space();
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, false, false);
  }

  @Override
  public void close() {
    // The store inside stays as it is, as files would.
  }
}
