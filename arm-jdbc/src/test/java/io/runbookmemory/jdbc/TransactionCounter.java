package io.runbookmemory.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the transactions that are open, of connections where SQL begins and ends them. */
final class TransactionCounter {

  private TransactionCounter() {}

  /** Returns a connection that adds what it begins, and takes off what it ends. */
  static Connection counting(Connection connection, AtomicInteger open) {
    return proxy(Connection.class, connection, open);
  }

  private static <T> T proxy(Class<T> type, T target, AtomicInteger open) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(target, arguments);
                if (method.getName().equals("execute") && arguments != null) {
                  count((String) arguments[0], open);
                }
                return method.getName().equals("createStatement")
                    ? proxy(Statement.class, (Statement) result, open)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static void count(String sql, AtomicInteger open) {
    if (sql.startsWith("BEGIN")) {
      open.incrementAndGet();
    } else if (sql.startsWith("COMMIT") || sql.startsWith("ROLLBACK")) {
      open.decrementAndGet();
    }
  }
}
