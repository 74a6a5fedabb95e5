package io.runbookmemory.bench.recall;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much time passes in the model and in the store, so that what is left is ARM's own. Recalls
 * are made one after the other; then the sums are those of what was asked.
 */
public final class Spent {

  private final LongAdder inModel = new LongAdder();
  private final LongAdder inStore = new LongAdder();

  /** Returns the nanoseconds that passed in the model since the last call. */
  public long takeModel() {
    return inModel.sumThenReset();
  }

  /** Returns the nanoseconds that passed in the store since the last call. */
  public long takeStore() {
    return inStore.sumThenReset();
  }

  /** Returns a model whose questions are timed. */
  public EmbeddingModel timed(EmbeddingModel model) {
    return new EmbeddingModel() {
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
        long begin = System.nanoTime();
        try {
          return model.embedQuery(query);
        } finally {
          inModel.add(System.nanoTime() - begin);
        }
      }

      @Override
      public void close() {
        model.close();
      }
    };
  }

  /** Returns a store whose readers are timed. */
  public MemoryStore timed(MemoryStore store) {
    return new MemoryStore() {
      @Override
      public MemoryReader reader(Tenant tenant) {
        return timed(store.reader(tenant));
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
        store.close();
      }
    };
  }

  private MemoryReader timed(MemoryReader reader) {
    return (MemoryReader)
        Proxy.newProxyInstance(
            MemoryReader.class.getClassLoader(),
            new Class<?>[] {MemoryReader.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("within")) {
                return timed(reader.within((Duration) arguments[0]));
              }
              long begin = System.nanoTime();
              try {
                return method.invoke(reader, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                inStore.add(System.nanoTime() - begin);
              }
            });
  }
}
