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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The contract on a store that makes one mistake; {@link PlantedFaultsTest} runs it. */
class FaultyStoreRun extends MemoryStoreContract {

  static final AtomicReference<Fault> PLANTED = new AtomicReference<>();

  @Override
  protected MemoryStore open(Path directory) {
    return new FaultyStore(PLANTED.get());
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

    private final ExactMemoryStore right = new ExactMemoryStore();
    private final Fault fault;

    FaultyStore(Fault fault) {
      this.fault = fault;
    }

    private <T> T faulty(Class<T> type, T target) {
      Object proxy =
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> {
                Step step = new Step(target, method, arguments);
                return method.getName().equals(fault.method)
                    ? fault.answer(step)
                    : step.proceed(arguments);
              });
      return type.cast(proxy);
    }

    @Override
    public MemoryReader reader(Tenant tenant) {
      return faulty(MemoryReader.class, right.reader(tenant));
    }

    @Override
    public MemoryWriter writer(Tenant tenant) {
      return faulty(MemoryWriter.class, right.writer(tenant));
    }

    @Override
    public Optional<EmbeddingSpace> space() {
      return right.space();
    }

    @Override
    public Capabilities capabilities() {
      return right.capabilities();
    }

    @Override
    public void close() {
      right.close();
    }
  }
}
