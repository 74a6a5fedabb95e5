package io.runbookmemory.jdbc;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.jdbc.rows.CachedVectors;
import io.runbookmemory.jdbc.rows.Dialect;
import io.runbookmemory.jdbc.transaction.Database;
import io.runbookmemory.jdbc.transaction.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a SQLite file. Readers run side by side, each on a snapshot; writers of this
 * process queue at a lock, and those of other processes at SQLite's. Thread-safe.
 *
 * <ul>
 *   <li>The journal is a write-ahead log and {@code synchronous} is FULL: a commit that returned is
 *       on the disk.
 *   <li>A few connections stay open between calls. Opening one costs more than most reads, and when
 *       the last of a file is closed SQLite empties the log.
 * </ul>
 */
final class SqliteDatabase implements Database {

  /** Opens connections. */
  interface ConnectionSource {
    Connection connect() throws SQLException;
  }

  private static final int IDLE_CONNECTIONS = 8;
  private static final long RETRY_NANOS = 1_000_000;

  private final String name;
  private final ConnectionSource source;
  private final Duration patience;
  private final Dialect dialect;
  private final ReentrantLock writing = new ReentrantLock();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  /**
   * Creates it; nothing is opened yet.
   *
   * @param name the store's name for people
   * @param source opens connections
   * @param patience how long to wait for another process's lock
   */
  SqliteDatabase(String name, ConnectionSource source, Duration patience) {
    this(name, source, patience, CachedVectors.Policy.DEFAULT);
  }

  SqliteDatabase(
      String name, ConnectionSource source, Duration patience, CachedVectors.Policy policy) {
    this.name = name;
    this.dialect = new SqliteDialect(policy);
    this.source = source;
    this.patience = patience;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public <T> T read(Work<T> work) {
    return transaction("BEGIN", work);
  }

  /** A transaction of SQLite's costs no round trips. */
  @Override
  public <T> Optional<T> ask(Work<Optional<T>> work) {
    return Optional.empty();
  }

  @Override
  public <T> T write(Work<T> work) {
    writing.lock();
    try {
      return transaction("BEGIN IMMEDIATE", work);
    } finally {
      writing.unlock();
    }
  }

  /** SQLite locks the file, not a row. */
  @Override
  public <T> T writeRow(Work<T> work) {
    return write(work);
  }

  /** Makes the file's journal a write-ahead log, which it then stays. */
  void useWriteAheadLog() {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!tryWriteAheadLog(deadline)) {
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  private boolean tryWriteAheadLog(long deadline) {
    try {
      Connection connection = take();
      try (Statement statement = connection.createStatement();
          ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
        if (!mode.next() || !mode.getString(1).equals("wal")) {
          throw new ConfigurationException(
              name, name + " must be a file that can have a write-ahead log, got none");
        }
      } finally {
        putBack(connection);
      }
      return true;
    } catch (SQLException e) {
      // SQLite does not wait here while another process makes the same change.
      if (SqliteFault.isBusy(e) && System.nanoTime() < deadline) {
        return false;
      }
      throw SqliteFault.of(name, e);
    }
  }

  /** Writes all that is committed now into a new file, while others read and write. */
  void copyInto(Path file) {
    requireOpen();
    try {
      Connection connection = take();
      try (PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
        copy.setString(1, file.toAbsolutePath().toString());
        copy.execute();
      } finally {
        putBack(connection);
      }
    } catch (SQLException e) {
      throw SqliteFault.of(name, e);
    }
  }

  private <T> T transaction(String begin, Work<T> work) {
    requireOpen();
    try {
      Connection connection = take();
      boolean done = false;
      try (Session session = new Session(connection, dialect)) {
        session.execute(begin);
        T result = work.run(session);
        session.execute("COMMIT");
        done = true;
        return result;
      } finally {
        if (done || rollBack(connection)) {
          putBack(connection);
        } else {
          connection.close();
        }
      }
    } catch (SQLException e) {
      throw SqliteFault.of(name, e);
    }
  }

  /** Returns whether the connection can be used again; the fault that led here is thrown on. */
  private static boolean rollBack(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private Connection take() throws SQLException {
    Connection connection = pollIdle();
    if (connection != null) {
      return connection;
    }
    connection = source.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + patience.toMillis());
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA foreign_keys = ON");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private @Nullable Connection pollIdle() {
    synchronized (idle) {
      return idle.poll();
    }
  }

  private void putBack(Connection connection) throws SQLException {
    synchronized (idle) {
      if (!closed && idle.size() < IDLE_CONNECTIONS) {
        idle.push(connection);
        return;
      }
    }
    connection.close();
  }

  @Override
  public void requireOpen() {
    synchronized (idle) {
      if (closed) {
        throw new IllegalStateException("the store " + name + " is closed");
      }
    }
  }

  /** Waits for the writer, if there is one; readers that are under way finish. */
  @Override
  public void close() {
    writing.lock();
    try {
      synchronized (idle) {
        closed = true;
        for (Connection connection; (connection = idle.poll()) != null; ) {
          connection.close();
        }
      }
    } catch (SQLException e) {
      throw SqliteFault.of(name, e);
    } finally {
      writing.unlock();
    }
  }
}
