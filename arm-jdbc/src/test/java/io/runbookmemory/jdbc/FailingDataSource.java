package io.runbookmemory.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source without a database: what is sent over its connections fails, some times or all. */
final class FailingDataSource {

  /** Where a transaction begins for the store of SQLite, and where it first sends anything. */
  private static final String BEGIN = "BEGIN";

  private final SQLException fault;
  private final int times;
  private final AtomicInteger attempts = new AtomicInteger();

  /**
   * Creates one.
   *
   * @param times how many attempts fail; those after them find that every query has no rows
   */
  FailingDataSource(SQLException fault, int times) {
    this.fault = fault;
    this.times = times;
  }

  /** Returns how many transactions were tried. */
  int attempts() {
    return attempts.get();
  }

  DataSource dataSource() {
    return fake(
        DataSource.class,
        (proxy, method, arguments) ->
            method.getName().equals("getConnection")
                ? connection()
                : nothing(method.getReturnType()));
  }

  Connection connection() {
    return fake(
        Connection.class,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "createStatement" -> statement(Statement.class, "");
              case "prepareStatement" -> statement(PreparedStatement.class, (String) arguments[0]);
              case "getAutoCommit" -> true;
              default -> nothing(method.getReturnType());
            });
  }

  private <T> T statement(Class<T> type, String prepared) {
    return fake(
        type,
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            send(arguments == null ? prepared : (String) arguments[0]);
          }
          return nothing(method.getReturnType());
        });
  }

  private void send(String sql) throws SQLException {
    boolean first = sql.startsWith(BEGIN) || sql.contains("search_path");
    if (first && attempts.incrementAndGet() <= times) {
      throw fault;
    }
  }

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object nothing(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    return type == int.class ? (Object) 0 : null;
  }
}
