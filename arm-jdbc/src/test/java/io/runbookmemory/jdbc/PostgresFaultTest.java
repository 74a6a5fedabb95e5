package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.jdbc.transaction.Guard;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

class PostgresFaultTest {

  private PostgresServer server;
  private PostgresOptions.Builder options;

  @BeforeEach
  void server() {
    server = PostgresServer.get();
    options = Tables.fresh().patience(Duration.ofMillis(300));
  }

  private static MemoryWriter writer(PostgresMemoryStore store) {
    return store.writer(Tenant.DEFAULT);
  }

  private static MemoryReader reader(PostgresMemoryStore store) {
    return store.reader(Tenant.DEFAULT);
  }

  @Test
  void aPoolThatIsExhaustedIsUnavailableAndThenAvailableAgain() throws Exception {
    try (HikariDataSource pool = PostgresServer.pool(server.dataSource(), 1)) {
      pool.setConnectionTimeout(250);
      try (PostgresMemoryStore store = PostgresMemoryStore.open(pool, options.build())) {
        writer(store).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
        try (Connection taken = pool.getConnection()) {
          assertThat(taken.isValid(1)).isTrue();
          assertThatThrownBy(() -> reader(store).get(Memories.id(1)))
              .isInstanceOf(UnavailableException.class)
              .hasMessageContaining("try again later");
        }
        assertThat(reader(store).get(Memories.id(1))).isPresent();
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
      }
    }
  }

  @Test
  void aStatementThatWaitsTooLongIsToldAndReadersDoNotWait() throws Exception {
    PostgresOptions hasty = options.statementTimeout(Duration.ofMillis(200)).build();
    PGSimpleDataSource source = server.dataSource();
    try (PostgresMemoryStore store = PostgresMemoryStore.open(source, hasty);
        Connection other = source.getConnection();
        Statement statement = other.createStatement()) {
      writer(store).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
      other.setAutoCommit(false);
      statement.execute("SELECT * FROM " + Tables.quoted(hasty) + ".store FOR UPDATE");

      assertThatThrownBy(() -> writer(store).adjust(Memories.id(1), UsageDelta.recalled()))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("statementTimeout");
      assertThat(reader(store).get(Memories.id(1))).isPresent();

      other.rollback();
      assertThat(writer(store).adjust(Memories.id(1), UsageDelta.recalled())).isTrue();
    }
  }

  @Test
  void aReplicaIsReadAndNotWritten() {
    PostgresOptions built = options.build();
    PostgresMemoryStore.open(server.dataSource(), built).close();
    PGSimpleDataSource replica = server.dataSource();
    replica.setOptions("-c default_transaction_read_only=on");

    try (PostgresMemoryStore store = PostgresMemoryStore.open(replica, built)) {
      assertThat(reader(store).stats().memories()).isZero();
      assertThatThrownBy(() -> writer(store).upsert(List.of(Memories.pointing(1, 1, 2, 3))))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("read-only")
          .hasMessageContaining("primary");
    }
  }

  @Test
  void aPlainDataSourceThatDoesNotCommitByItselfIsGivenBackAsItCame() throws Exception {
    try (HikariDataSource pool = PostgresServer.pool(server.dataSource(), 1)) {
      pool.setAutoCommit(false);
      try (PostgresMemoryStore store = PostgresMemoryStore.open(pool, options.build())) {
        writer(store).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
        try (Connection connection = pool.getConnection();
            Session session = new Session(connection, new PostgresDialect(null), Guard.NONE)) {
          assertThat(connection.getAutoCommit()).isFalse();
          assertThat(connection.isReadOnly()).isFalse();
          assertThat(connection.getNetworkTimeout()).isZero();
          assertThat(
                  session.only(
                      new Sql("SELECT current_setting('statement_timeout')"),
                      row -> row.getString(1)))
              .contains("0");
        }
        assertThat(reader(store).get(Memories.id(1))).isPresent();
      }
    }
  }

  @Test
  void noPasswordIsInAMessage() {
    PGSimpleDataSource nowhere = TestServer.dataSource(TestServer.freePort(), "password=geheim");
    assertThatThrownBy(() -> PostgresMemoryStore.open(nowhere, options.build()))
        .isInstanceOf(UnavailableException.class)
        .satisfies(fault -> assertThat(printed(fault)).doesNotContain("geheim"));

    SQLException telling =
        new SQLException(
            "no connection to jdbc:postgresql://me:geheim@db/x?password=geheim&a=b", "08001");
    ArmException fault = PostgresFault.of("the store", new SQLException("lost", "08006", telling));
    assertThat(printed(fault)).doesNotContain("geheim");
    assertThat(PostgresFault.of("the store", telling))
        .hasMessageContaining("jdbc:postgresql://db/x?password=***&a=b");
  }

  private static String printed(Throwable fault) {
    StringWriter text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void anotherDatabaseIsRefused() {
    SQLiteDataSource sqlite = new SQLiteDataSource();
    sqlite.setUrl("jdbc:sqlite::memory:");

    assertThatThrownBy(() -> PostgresMemoryStore.open(sqlite, options.build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("needs PostgreSQL 13")
        .hasMessageContaining("SQLite");
  }

  @Test
  void aDamagedRowIsCorrupt() throws Exception {
    PostgresOptions built = options.build();
    try (PostgresMemoryStore store = PostgresMemoryStore.open(server.dataSource(), built)) {
      writer(store).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
      Tables.execute(server.dataSource(), built, "UPDATE content SET json = '{'");

      assertThatThrownBy(() -> reader(store).get(Memories.id(1)))
          .isInstanceOf(CorruptStoreException.class);
    }
  }

  @Test
  void aClosedStoreSaysSoAndLeavesTheDataSourceOpen() throws Exception {
    try (HikariDataSource pool = PostgresServer.pool(server.dataSource(), 1)) {
      PostgresMemoryStore store = PostgresMemoryStore.open(pool, options.build());
      MemoryReader reader = reader(store);
      store.close();
      store.close();

      assertThatThrownBy(reader::stats).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> writer(store)).isInstanceOf(IllegalStateException.class);
      try (Connection connection = pool.getConnection()) {
        assertThat(connection.isValid(1)).isTrue();
      }
    }
  }
}
