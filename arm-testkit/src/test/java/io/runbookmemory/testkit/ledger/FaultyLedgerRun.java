package io.runbookmemory.testkit.ledger;

import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The contract on a store that makes one mistake; {@link PlantedLedgerFaultsTest} runs it. */
class FaultyLedgerRun extends LedgerStoreContract {

  static final AtomicReference<LedgerFault> PLANTED = new AtomicReference<>();

  private static final List<Class<?>> FAULTY =
      List.of(LedgerStore.class, Ledger.class, Leases.class);

  private @Nullable ExactMemoryStore kept;

  @Override
  protected LedgerStore open(Path directory) {
    LedgerFault fault = PLANTED.get();
    ExactMemoryStore right = kept;
    if (right == null || !fault.outlivesClosing()) {
      right = new ExactMemoryStore();
      kept = right;
    }
    return (LedgerStore) faulty(fault, LedgerStore.class, new KeptLedgerStore(right));
  }

  /** What comes from the faulty is faulty too. */
  private static Object faulty(LedgerFault fault, Class<?> type, Object target) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> {
          Object[] given = arguments == null ? new Object[0] : arguments;
          Step step = new Step(target, method, given);
          Object answer =
              method.getName().equals(fault.method) ? fault.answer(step) : step.proceed(given);
          return FAULTY.contains(method.getReturnType())
              ? faulty(fault, method.getReturnType(), answer)
              : answer;
        });
  }

  private static final class Step implements LedgerFault.Call {

    private final Object target;
    private final Method method;
    private final Object[] arguments;

    Step(Object target, Method method, Object[] arguments) {
      this.target = target;
      this.method = method;
      this.arguments = arguments;
    }

    @Override
    public Object target() {
      return target;
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
}
