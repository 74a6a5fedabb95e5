package io.runbookmemory.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source that counts how often its connections' statements are sent. */
final class StatementCounter {

  private final DataSource source;
  private final AtomicInteger sent = new AtomicInteger();

  StatementCounter(DataSource source) {
    this.source = source;
  }

  DataSource dataSource() {
    return proxy(DataSource.class, source);
  }

  /** Returns how many statements were sent since the last call. */
  int count() {
    return sent.getAndSet(0);
  }

  private <T> T proxy(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("execute")) {
                sent.incrementAndGet();
              }
              try {
                Object result = method.invoke(target, arguments);
                return switch (result) {
                  case Connection connection -> proxy(Connection.class, connection);
                  case PreparedStatement statement -> proxy(PreparedStatement.class, statement);
                  case Statement statement -> proxy(Statement.class, statement);
                  case null, default -> result;
                };
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
