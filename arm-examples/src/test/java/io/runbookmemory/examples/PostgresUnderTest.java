package io.runbookmemory.examples;

import io.runbookmemory.testkit.server.LocalPostgres;
import java.lang.reflect.Proxy;
import java.sql.DriverManager;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;

/** The database that goes down. */
@SuppressWarnings("exports") // Tests alone see it, which are no module of their own.
public final class PostgresUnderTest {

  private PostgresUnderTest() {}

  /** Starts a server; fails where there is none in CI, elsewhere skips the test and says so. */
  public static LocalPostgres start() {
    LocalPostgres server = LocalPostgres.launch().orElse(null);
    if (server == null) {
      String todo = "PostgreSQL is needed: apt-get install postgresql-15";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(todo);
      }
      System.err.println("SKIPPED: " + todo);
      return Assumptions.abort(todo);
    }
    return server;
  }

  /** Returns what connects by a URL, without a pool. */
  public static DataSource dataSource(String url) {
    String complete = url + "&user=" + LocalPostgres.USER + "&socketTimeout=20";
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("getConnection")) {
                throw new UnsupportedOperationException(method.getName());
              }
              return DriverManager.getConnection(complete);
            });
  }
}
