package io.runbookmemory.bench.recall;

import com.sun.management.ThreadMXBean;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.SearchRequest;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much time passes in the model and in the store, and how many bytes they allocate, so that
 * what is left is ARM's own. Recalls are made one after the other; then the sums are those of what
 * was asked.
 */
public final class Spent {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Meter model = new Meter();
  private final Meter store = new Meter();
  private final Queue<SearchRequest> requests = new ConcurrentLinkedQueue<>();

  /** Time and bytes of the threads that pass through. */
  private static final class Meter {
    private final LongAdder nanos = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    private void add(long beginNanos, long beginBytes) {
      nanos.add(System.nanoTime() - beginNanos);
      bytes.add(allocated() - beginBytes);
    }
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /** Returns the nanoseconds that passed in the model since the last call. */
  public long takeModel() {
    return model.nanos.sumThenReset();
  }

  /** Returns the nanoseconds that passed in the store since the last call. */
  public long takeStore() {
    return store.nanos.sumThenReset();
  }

  /** Returns the bytes that were allocated in the model since the last call. */
  public long takeModelBytes() {
    return model.bytes.sumThenReset();
  }

  /** Returns the bytes that were allocated in the store since the last call. */
  public long takeStoreBytes() {
    return store.bytes.sumThenReset();
  }

  /** Returns what the store was asked to search for since the last call. */
  public List<SearchRequest> takeRequests() {
    List<SearchRequest> taken = new ArrayList<>();
    for (SearchRequest one = requests.poll(); one != null; one = requests.poll()) {
      taken.add(one);
    }
    return taken;
  }

  /** Returns a model whose questions are timed. */
  public EmbeddingModel timed(EmbeddingModel timed) {
    return new EmbeddingModel() {
      @Override
      public EmbeddingSpace space() {
        return timed.space();
      }

      @Override
      public int passageCharacters() {
        return timed.passageCharacters();
      }

      @Override
      public List<Embedding> embedPassages(List<String> passages) {
        return timed.embedPassages(passages);
      }

      @Override
      public Embedding embedQuery(String query) {
        long bytes = allocated();
        long begin = System.nanoTime();
        try {
          return timed.embedQuery(query);
        } finally {
          model.add(begin, bytes);
        }
      }

      @Override
      public void close() {
        timed.close();
      }
    };
  }

  /** Returns a store whose readers are timed. */
  public MemoryStore timed(MemoryStore timed) {
    return new MemoryStore() {
      @Override
      public MemoryReader reader(Tenant tenant) {
        return timed(timed.reader(tenant));
      }

      @Override
      public MemoryWriter writer(Tenant tenant) {
        return timed.writer(tenant);
      }

      @Override
      public Optional<EmbeddingSpace> space() {
        return timed.space();
      }

      @Override
      public Capabilities capabilities() {
        return timed.capabilities();
      }

      @Override
      public void close() {
        timed.close();
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
              if (method.getName().equals("search")) {
                requests.add((SearchRequest) arguments[0]);
              }
              long bytes = allocated();
              long begin = System.nanoTime();
              try {
                return method.invoke(reader, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                store.add(begin, bytes);
              }
            });
  }
}
