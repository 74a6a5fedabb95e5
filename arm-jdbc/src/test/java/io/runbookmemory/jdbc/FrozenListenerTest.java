package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.jdbc.hint.PostgresHint;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who listens for hints waits for no server that says nothing. */
@Timeout(60)
class FrozenListenerTest {

  private final List<Long> processes = new CopyOnWriteArrayList<>();

  /** The server's process behind the first connection is stopped: it neither answers nor ends. */
  private Connection freezing() throws SQLException {
    Connection connection = PostgresServer.get().dataSource().getConnection();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      assertThat(row.next()).isTrue();
      processes.add(row.getLong(1));
    }
    if (processes.size() == 1) {
      PostgresTimeoutTest.signal("STOP", processes.getFirst());
    }
    return connection;
  }

  @Test
  void aServerThatIsFrozenAsOneBeginsToListenIsGivenUpForAnotherConnection() throws Exception {
    DataSource source =
        (DataSource)
            Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> freezing());
    CountDownLatch listens = new CountDownLatch(1);
    try (var listening =
        new PostgresHint(source, Tables.fresh().build()).listen(listens::countDown)) {
      assertThat(listening).isNotNull();
      listens.await();
      assertThat(processes).hasSize(2);
    } finally {
      for (long process : processes.subList(0, Math.min(1, processes.size()))) {
        PostgresTimeoutTest.signal("CONT", process);
      }
    }
  }
}
