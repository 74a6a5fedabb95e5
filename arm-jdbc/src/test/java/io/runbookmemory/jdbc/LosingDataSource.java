package io.runbookmemory.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source whose connections are lost at the commit, before it or just after it. */
final class LosingDataSource {

  private final DataSource source;
  private final AtomicInteger beforeCommit = new AtomicInteger();
  private final AtomicInteger afterCommit = new AtomicInteger();

  private volatile Runnable before = () -> {};

  LosingDataSource(DataSource source) {
    this.source = source;
  }

  void loseBeforeNextCommits(int times) {
    beforeCommit.set(times);
  }

  void loseAfterNextCommits(int times) {
    afterCommit.set(times);
  }

  /** Does something when a writer is about to commit. */
  void beforeNextCommit(Runnable work) {
    before = work;
  }

  DataSource dataSource() {
    return proxy(DataSource.class, source);
  }

  private <T> T proxy(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                if (method.getName().equals("commit")) {
                  return commit((Connection) target);
                }
                Object result = method.invoke(target, arguments);
                return result instanceof Connection connection
                    ? proxy(Connection.class, connection)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private @Nullable Object commit(Connection connection) throws SQLException {
    // Readers commit too, and it is writers that are to be troubled.
    boolean writes = !connection.isReadOnly() && connection.getTransactionIsolation() == 2;
    if (writes && beforeCommit.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      connection.close();
      throw new SQLException("lost before the commit", "08006");
    }
    if (writes) {
      Runnable work = before;
      before = () -> {};
      work.run();
    }
    connection.commit();
    if (writes && afterCommit.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      connection.close();
      throw new SQLException("lost after the commit", "08006");
    }
    return null;
  }
}
