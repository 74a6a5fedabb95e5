package io.runbookmemory.testkit.replay;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A team's setup that counts what is opened and closed; {@link ReplayExtensionTest} reads it. */
final class CountingSetup implements ReplaySetup {

  static final AtomicInteger MODELS = new AtomicInteger();
  static final AtomicInteger CLOSED_MODELS = new AtomicInteger();
  static final AtomicInteger STORES = new AtomicInteger();
  static final AtomicInteger CLOSED_STORES = new AtomicInteger();

  @Override
  public EmbeddingModel model() {
    MODELS.incrementAndGet();
    return new Model(new FakeEmbeddingModel());
  }

  @Override
  public MemoryStore store(InstantSource clock) {
    STORES.incrementAndGet();
    return new Store(new ExactMemoryStore(clock));
  }

  private record Model(EmbeddingModel model) implements EmbeddingModel {

    @Override
    public EmbeddingSpace space() {
      return model.space();
    }

    @Override
    public int passageCharacters() {
      return model.passageCharacters();
    }

    @Override
    public List<Embedding> embedPassages(List<String> passages) {
      return model.embedPassages(passages);
    }

    @Override
    public Embedding embedQuery(String query) {
      return model.embedQuery(query);
    }

    @Override
    public void close() {
      CLOSED_MODELS.incrementAndGet();
    }
  }

  private record Store(MemoryStore store) implements MemoryStore {

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
      CLOSED_STORES.incrementAndGet();
      store.close();
    }
  }
}
