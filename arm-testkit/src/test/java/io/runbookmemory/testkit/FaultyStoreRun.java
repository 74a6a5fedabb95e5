package io.runbookmemory.testkit;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The contract on a store that makes one mistake; {@link PlantedFaultsTest} runs it. */
class FaultyStoreRun extends MemoryStoreContract {

  static final AtomicReference<Fault> PLANTED = new AtomicReference<>();

  private final Map<Path, ExactMemoryStore> kept = new HashMap<>();

  @Override
  protected MemoryStore open(Path directory) {
    Fault fault = PLANTED.get();
    kept.keySet().retainAll(fault.outlivesClosing() ? Set.of(directory) : Set.of());
    ExactMemoryStore right = kept.computeIfAbsent(directory, path -> new ExactMemoryStore());
    return faulty(fault, MemoryStore.class, new FaultyStore(fault, right));
  }

  private static <T> T faulty(Fault fault, Class<T> type, T target) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Step step = new Step(target, method, arguments);
              return method.getName().equals(fault.method) ? fault.answer(step) : step.proceed();
            });
    return type.cast(proxy);
  }

  private static final class Step implements Fault.Call {

    private final Object target;
    private final Method method;
    private final Object[] arguments;

    Step(Object target, Method method, Object[] arguments) {
      this.target = target;
      this.method = method;
      this.arguments = arguments;
    }

    @Override
    public Object[] arguments() {
      return arguments;
    }

    @Override
    public Object proceed(Object... others) throws Throwable {
      try {
        return method.invoke(target, others);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  private static final class FaultyStore implements MemoryStore {

    private final Fault fault;
    private final ExactMemoryStore right;

    FaultyStore(Fault fault, ExactMemoryStore right) {
      this.fault = fault;
      this.right = right;
    }

    @Override
    public MemoryReader reader(Tenant tenant) {
      return faulty(fault, MemoryReader.class, right.reader(tenant));
    }

    @Override
    public MemoryWriter writer(Tenant tenant) {
      return faulty(fault, MemoryWriter.class, right.writer(tenant));
    }

    @Override
    public Optional<EmbeddingSpace> space() {
      return right.space();
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(true, false, false);
    }

    @Override
    public void close() {
      // What was written stays, as files would.
    }
  }
}
