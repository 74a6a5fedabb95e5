package io.runbookmemory.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.testkit.server.LocalPostgres;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server without pgvector, of Debian's package, with many connections. */
final class PostgresServer {

  private static @Nullable PostgresServer started;

  private final LocalPostgres server;
  private @Nullable HikariDataSource pool;

  private PostgresServer(LocalPostgres server) {
    this.server = server;
  }

  /** Returns the server, which runs until the JVM ends. */
  static synchronized PostgresServer get() {
    PostgresServer running = started;
    if (running == null) {
      LocalPostgres server = LocalPostgres.launch().orElse(null);
      TestServer.require(server != null, "PostgreSQL is needed: apt-get install postgresql-15");
      running = new PostgresServer(Objects.requireNonNull(server));
      started = running;
    }
    return running;
  }

  void start() {
    server.restart();
  }

  /** Ends the server as a crash does. */
  void crash() {
    server.crash();
  }

  /** Makes a server that follows this one and only reads. */
  LocalPostgres standby() {
    return server.standby();
  }

  PGSimpleDataSource dataSource() {
    return TestServer.dataSource(server.port(), "");
  }

  /** Returns the pool that most tests share. */
  synchronized HikariDataSource pool() {
    HikariDataSource shared = pool;
    if (shared == null) {
      shared = pool(dataSource(), 8);
      pool = shared;
    }
    return shared;
  }

  static HikariDataSource pool(PGSimpleDataSource source, int size) {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(source);
    pool.setMaximumPoolSize(size);
    pool.setConnectionTimeout(2000);
    return pool;
  }
}
