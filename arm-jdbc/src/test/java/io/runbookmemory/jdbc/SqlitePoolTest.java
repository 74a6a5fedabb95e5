package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.SearchRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** A SQLite store on connections that a pool lends. */
@Timeout(60)
class SqlitePoolTest {

  private static final SearchRequest ALIEN =
      SearchRequest.vector(Embedding.of(1, 2), new EmbeddingSpace("alien", 2, "1"), Memories.NOW)
          .build();

  @TempDir Path folder;

  private HikariDataSource pool(boolean automatic, int size) {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + folder.resolve("store.db"));
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(source);
    pool.setAutoCommit(automatic);
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(0);
    pool.setConnectionTimeout(1000);
    return pool;
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }

  private static List<Long> settings(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return List.of(
          connection.getAutoCommit() ? 1L : 0L,
          number(connection, "PRAGMA busy_timeout"),
          number(connection, "PRAGMA synchronous"),
          number(connection, "PRAGMA foreign_keys"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStoreReadsAndWritesAndGivesTheConnectionBackAsItCame(boolean automatic) throws Exception {
    try (HikariDataSource pool = pool(automatic, 1)) {
      List<Long> before = settings(pool);
      assertThat(before.get(1)).as("the driver's own").isPositive();
      for (int time = 1; time < 3; time++) {
        try (SqliteMemoryStore store = SqliteMemoryStore.open(pool)) {
          store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(time, 1, 2, 3)));
          store.ledger(Tenant.DEFAULT).append(List.of(Entries.entry(time)));
          assertThatThrownBy(() -> store.reader(Tenant.DEFAULT).search(ALIEN))
              .as("a transaction that is rolled back")
              .isInstanceOf(EmbeddingSpaceException.class);
          SearchRequest words = SearchRequest.text("words", Memories.NOW).build();
          assertThat(store.reader(Tenant.DEFAULT).search(words)).hasSize(time);
          store.backup(folder.resolve("copy.db"));
        }
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        assertThat(settings(pool)).isEqualTo(before);
      }
    }
    try (SqliteMemoryStore copy = SqliteMemoryStore.open(folder.resolve("copy.db"))) {
      assertThat(copy.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(2);
    }
  }

  @Test
  void aPoolThatHasNoConnectionToGiveIsUnavailable() throws Exception {
    SqliteMemoryStore.open(folder.resolve("store.db")).close();
    try (HikariDataSource pool = pool(true, 1);
        Connection other = pool.getConnection()) {
      assertThat(number(other, "SELECT count(*) FROM memory")).isZero();
      assertThatThrownBy(() -> SqliteMemoryStore.open(pool))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("no connection is free");
    }
  }
}
