package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.jdbc.transaction.Database;
import io.runbookmemory.jdbc.transaction.Deadline;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.SearchRequest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No statement and no server that says nothing is waited for without end. */
@Timeout(60)
class PostgresTimeoutTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String SLOW = "SELECT count(*) FROM (SELECT pg_sleep(3600)) slow";

  private final PostgresServer server = PostgresServer.get();

  private PostgresDatabase database(HikariDataSource pool, Duration statementTimeout) {
    PostgresOptions options = Tables.fresh().statementTimeout(statementTimeout).build();
    return new PostgresDatabase("the store", pool, options);
  }

  private static long number(Session session, String sql) throws SQLException {
    return session.number(sql);
  }

  private static void requireFree(HikariDataSource pool, Database database) {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    String asleep =
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%sleep(3%'"
            + " AND pid <> pg_backend_pid()";
    assertThat(database.<Long>read(session -> number(session, asleep)))
        .as("statements that the server still runs")
        .isZero();
  }

  @Test
  void theServerCancelsAStatementAtTheTimeoutOrAtItsCallersDeadline() {
    try (HikariDataSource pool = PostgresServer.pool(server.dataSource(), 1)) {
      PostgresDatabase hasty = database(pool, SOON);
      assertThatThrownBy(() -> hasty.read(session -> number(session, SLOW)))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("statementTimeout");
      requireFree(pool, hasty);

      PostgresDatabase patient = database(pool, HOUR);
      assertThatThrownBy(() -> patient.read(Deadline.in(SOON), session -> number(session, SLOW)))
          .isInstanceOf(UnavailableException.class);
      requireFree(pool, patient);
    }
  }

  @Test
  void aLaterStatementHasWhatTheEarlierOnesHaveLeft() {
    try (HikariDataSource pool = PostgresServer.pool(server.dataSource(), 1)) {
      List<Long> told = new ArrayList<>();
      Duration most = Duration.ofSeconds(30);
      database(pool, HOUR)
          .read(
              Deadline.in(most),
              session -> {
                String setting =
                    "SELECT extract(epoch FROM current_setting('statement_timeout')::interval)"
                        + " * 1000 FROM pg_sleep(0.02)";
                for (int i = 0; i < 3; i++) {
                  told.add(number(session, setting));
                }
                return told;
              });

      assertThat(told).hasSize(3).allMatch(left -> left > 0 && left < most.toMillis());
      assertThat(told).isSortedAccordingTo((one, other) -> Long.compare(other, one));
      assertThat(told.getFirst()).isGreaterThan(told.getLast());
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement();
          var row = statement.executeQuery("SHOW statement_timeout")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).as("given back as it came").isEqualTo("0");
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void aSearchWhoseCallerWaitsNoLongerLeavesTheLockedTableAndTheConnection() throws Exception {
    PostgresOptions options = Tables.fresh().statementTimeout(HOUR).patience(HOUR).build();
    try (HikariDataSource pool = PostgresServer.pool(server.dataSource(), 1);
        PostgresMemoryStore store = PostgresMemoryStore.open(pool, options);
        Connection other = server.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE " + Tables.quoted(options) + ".words");
      SearchRequest request = SearchRequest.text("words", Memories.NOW).build();

      assertThatThrownBy(() -> store.reader(Tenant.DEFAULT).within(SOON).search(request))
          .isInstanceOf(UnavailableException.class);
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();

      other.rollback();
      assertThat(store.reader(Tenant.DEFAULT).within(HOUR).search(request)).hasSize(1);
    }
  }

  /** Stopped, the process of the server behind a connection neither answers nor hangs up. */
  @Test
  void aServerThatFallsSilentIsGivenUpAndAnotherConnectionAsked() throws Exception {
    PostgresOptions options = Tables.fresh().statementTimeout(SECOND).build();
    try (HikariDataSource pool = PostgresServer.pool(server.dataSource(), 1);
        PostgresMemoryStore store = PostgresMemoryStore.open(pool, options)) {
      PostgresDatabase database = database(pool, SECOND);
      String own = "SELECT pg_backend_pid()";
      List<Long> processes = new ArrayList<>();

      long answered;
      try {
        answered =
            database.read(
                session -> {
                  long process = session.only(new Sql(own), row -> row.getLong(1)).orElseThrow();
                  processes.add(process);
                  if (processes.size() == 1) {
                    signal("STOP", process);
                  }
                  return number(session, own);
                });

      } finally {
        // Else a process of the server stays that no shutdown ends.
        for (long process : processes) {
          signal("CONT", process);
        }
      }
      assertThat(processes).hasSize(2);
      assertThat(answered).isEqualTo(processes.getLast()).isNotEqualTo(processes.getFirst());
      assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isZero();
    }
  }

  static void signal(String name, long process) throws SQLException {
    try {
      String[] command = {"kill", "-" + name, Long.toString(process)};
      assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new SQLException(e);
    }
  }
}
