package io.runbookmemory.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connection to a SQLite file, set as the store needs it, which keeps it between calls. It goes
 * back as it came: its source may be a pool that others use. For one thread at a time.
 */
final class KeptConnection implements AutoCloseable {

  /** Settings of a connection and what the store needs them to be. */
  private static final Map<String, Integer> NEEDED = needed();

  private final Connection connection;
  private final Map<String, Long> own = new LinkedHashMap<>();
  private boolean automatic = true;

  private KeptConnection(Connection connection) {
    this.connection = connection;
  }

  private static Map<String, Integer> needed() {
    Map<String, Integer> needed = new LinkedHashMap<>();
    // It is waited for a lock by the store, with pauses of random length, and not inside SQLite.
    needed.put("busy_timeout", 0);
    // FULL.
    needed.put("synchronous", 2);
    needed.put("foreign_keys", 1);
    return needed;
  }

  /** Takes a connection over; where that fails it is closed. */
  static KeptConnection of(Connection connection) throws SQLException {
    KeptConnection kept = new KeptConnection(connection);
    boolean ready = false;
    try {
      kept.prepare();
      ready = true;
      return kept;
    } finally {
      if (!ready) {
        kept.close();
      }
    }
  }

  private void prepare() throws SQLException {
    automatic = connection.getAutoCommit();
    if (!automatic) {
      // Whatever a pool did to see whether the connection lives. Without the other, the driver
      // begins transactions itself, and the store's BEGIN would be one within one.
      connection.rollback();
      connection.setAutoCommit(true);
    }
    try (Statement statement = connection.createStatement()) {
      for (Map.Entry<String, Integer> setting : NEEDED.entrySet()) {
        if (statement.execute("PRAGMA " + setting.getKey())) {
          try (ResultSet row = statement.getResultSet()) {
            if (row.next()) {
              own.put(setting.getKey(), row.getLong(1));
            }
          }
        }
        set(statement, setting.getKey(), setting.getValue());
      }
    }
  }

  private static void set(Statement statement, String setting, long value) throws SQLException {
    statement.execute("PRAGMA " + setting + " = " + value);
  }

  Connection connection() {
    return connection;
  }

  /**
   * Gives the connection back. What fails here is the connection's end; the transaction has ended,
   * one way or the other.
   */
  @Override
  public void close() {
    try (connection) {
      try (Statement statement = connection.createStatement()) {
        for (Map.Entry<String, Long> setting : own.entrySet()) {
          set(statement, setting.getKey(), setting.getValue());
        }
      }
      if (!automatic) {
        connection.setAutoCommit(false);
      }
    } catch (SQLException e) {
      // See above.
      return;
    }
  }
}
