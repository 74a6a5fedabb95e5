package io.runbookmemory.store.replica;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that goes down, hangs, comes back and is restored. Closing a connection to it closes
 * nothing here.
 */
final class FlakyStore {

  private volatile ExactMemoryStore data = new ExactMemoryStore();
  private volatile StoreIdentity identity = new StoreIdentity("server", "1");
  private volatile boolean down;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

  /** Returns the data, which can always be reached. */
  MemoryStore itself() {
    return data;
  }

  void down(boolean now) {
    left.set(Integer.MAX_VALUE);
    down = now;
  }

  /** Answers so often, and then goes down. */
  void downAfter(int calls) {
    left.set(calls);
    down = false;
  }

  /** Lets every call wait until {@link #goOn}. */
  void hang() {
    gate = new CountDownLatch(1);
  }

  void goOn() {
    gate.countDown();
  }

  /** Returns how often it was asked, in vain or not. */
  int asked() {
    return asked.get();
  }

  /** Becomes what a backup holds. */
  void restore(StoreIdentity now, Tenant tenant, List<Change> backup) {
    ExactMemoryStore restored = new ExactMemoryStore();
    restored.writer(tenant).apply(backup);
    become(now, restored);
  }

  void become(StoreIdentity now, ExactMemoryStore store) {
    data = store;
    identity = now;
  }

  private void reach() {
    asked.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new UnavailableException("the server", "interrupted while it hung", e);
    }
    if (down || left.getAndDecrement() <= 0) {
      down = true;
      throw new UnavailableException("the server", "the server is down, try again later");
    }
  }

  /** Connects to a server that says which one it is. */
  MemoryStore identified() {
    reach();
    return new Connected();
  }

  /** Connects to a server that cannot say which one it is. */
  MemoryStore nameless() {
    return reaching(MemoryStore.class, identified());
  }

  private static <T> T reaching(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private <T> T guarded(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals("within")) {
                // Nothing is asked yet, and what it returns reaches the server as well.
                return proxy;
              }
              reach();
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private final class Connected implements IdentifiedStore {

    @Override
    public StoreIdentity identity() {
      reach();
      return identity;
    }

    @Override
    public MemoryReader reader(Tenant tenant) {
      return guarded(MemoryReader.class, data.reader(tenant));
    }

    @Override
    public MemoryWriter writer(Tenant tenant) {
      return guarded(MemoryWriter.class, data.writer(tenant));
    }

    @Override
    public Optional<EmbeddingSpace> space() {
      reach();
      return data.space();
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(true, true, false);
    }

    @Override
    public void close() {
      // The server goes on.
    }
  }
}
