package io.runbookmemory.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import javax.sql.DataSource;

/** A connection of a data source, for one transaction: it goes back as it came. For one thread. */
final class Borrowed implements AutoCloseable {

  /** How much longer than a statement may take an answer is waited for. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final int UNKNOWN = -1;

  private final Connection connection;
  private boolean automatic = true;
  private int networkTimeout = UNKNOWN;
  private boolean ended;

  private Borrowed(Connection connection) {
    this.connection = connection;
  }

  /**
   * Takes a connection.
   *
   * @param automatic whether each statement is a transaction of its own
   * @param silence how long a statement may take. A server that is gone, or frozen, cancels none:
   *     then the connection is given up a little later
   */
  static Borrowed from(DataSource source, boolean automatic, Duration silence) throws SQLException {
    Borrowed borrowed = new Borrowed(source.getConnection());
    boolean ready = false;
    try {
      borrowed.prepare(automatic, silence);
      ready = true;
      return borrowed;
    } finally {
      // Whatever a driver or a pool throws, unchecked faults included.
      if (!ready) {
        borrowed.close();
      }
    }
  }

  private void prepare(boolean wanted, Duration silence) throws SQLException {
    automatic = connection.getAutoCommit();
    if (!automatic) {
      // Whatever a pool did to see whether the connection lives.
      connection.rollback();
    }
    connection.setAutoCommit(wanted);
    ended = wanted;
    int most = (int) silence.plus(GRACE).toMillis();
    try {
      int own = connection.getNetworkTimeout();
      if (own == 0 || own > most) {
        connection.setNetworkTimeout(Runnable::run, most);
        networkTimeout = own;
      }
    } catch (SQLFeatureNotSupportedException e) {
      networkTimeout = UNKNOWN;
    }
  }

  Connection connection() {
    return connection;
  }

  /** Says that nothing needs to be rolled back. */
  void committed() {
    ended = true;
  }

  /**
   * Gives the connection back. What fails here is the connection's end, of which its pool knows;
   * the transaction has ended, one way or the other.
   */
  @Override
  public void close() {
    try (connection) {
      if (!ended) {
        connection.rollback();
      }
      connection.setAutoCommit(automatic);
      if (networkTimeout != UNKNOWN) {
        connection.setNetworkTimeout(Runnable::run, networkTimeout);
      }
    } catch (SQLException e) {
      // See above.
      return;
    }
  }
}
