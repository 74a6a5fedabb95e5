package io.runbookmemory.examples;

import io.runbookmemory.testkit.server.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The PostgreSQL server of these tests, started once. */
final class Postgres {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static @Nullable LocalPostgres started;

  private Postgres() {}

  /** Returns the server; fails without one in CI, elsewhere skips the test and says so. */
  static synchronized LocalPostgres get() {
    LocalPostgres server = started == null ? LocalPostgres.launch().orElse(null) : started;
    if (server == null) {
      String todo = "PostgreSQL is needed: apt-get install postgresql-15";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(todo);
      }
      System.err.println("SKIPPED: " + todo);
      return Assumptions.abort(todo);
    }
    started = server;
    return server;
  }

  /** Returns the URL of a store that nobody has used, for a superuser without a password. */
  static String store() {
    return url("&user=" + LocalPostgres.USER);
  }

  /** Returns the URL of a store that nobody has used, with more settings. */
  static String url(String settings) {
    return get().url() + "&currentSchema=examples_" + SCHEMAS.incrementAndGet() + settings;
  }

  static void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(get().url() + "&user=" + LocalPostgres.USER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
