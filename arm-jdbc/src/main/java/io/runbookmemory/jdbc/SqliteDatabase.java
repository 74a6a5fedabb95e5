package io.runbookmemory.jdbc;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.jdbc.rows.Dialect;
import io.runbookmemory.jdbc.transaction.Database;
import io.runbookmemory.jdbc.transaction.Deadline;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a SQLite file. Readers run side by side, each on a snapshot; writers of this
 * process queue at a lock, and those of other processes at SQLite's. Thread-safe.
 *
 * <ul>
 *   <li>The journal is a write-ahead log and {@code synchronous} is FULL: a commit that returned is
 *       on the disk.
 *   <li>A statement that takes too long is cancelled, and a call that finds the file locked is
 *       tried again, with growing pauses of random length, until its patience is over.
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
  private static final int IDLE_SECONDS = 60;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  /** How long changes to the schema may take, waiting for another who makes them included. */
  private static final Duration DEFINING = Duration.ofMinutes(5);

  private static final Duration COPYING = Duration.ofHours(1);

  /** Rings for the statements of all stores; its thread ends when it has nothing to do. */
  private static final ScheduledExecutorService CLOCK = clock();

  /** What is tried until the lock of another is gone. */
  private interface Attempt<T> {
    T run() throws SQLException;
  }

  private final String name;
  private final ConnectionSource source;
  private final SqliteOptions options;
  private final Attempts.Policy retries;
  private final Dialect dialect;
  private final ReentrantLock writing = new ReentrantLock();
  private final Deque<KeptConnection> idle = new ArrayDeque<>();
  private boolean closed;

  /**
   * Creates it; nothing is opened yet.
   *
   * @param name the store's name for people
   * @param source opens connections
   * @param options how long to wait for locks and statements
   */
  SqliteDatabase(String name, ConnectionSource source, SqliteOptions options) {
    this(name, source, options, new SqliteDialect());
  }

  SqliteDatabase(String name, ConnectionSource source, SqliteOptions options, Dialect dialect) {
    this(name, source, options, dialect, Attempts.Policy.of(FIRST_PAUSE, LONGEST_PAUSE));
  }

  SqliteDatabase(
      String name,
      ConnectionSource source,
      SqliteOptions options,
      Dialect dialect,
      Attempts.Policy retries) {
    this.name = name;
    this.source = source;
    this.options = options;
    this.dialect = dialect;
    this.retries = retries;
  }

  private static ScheduledExecutorService clock() {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("arm-sqlite-timeouts").daemon().factory());
    clock.setRemoveOnCancelPolicy(true);
    clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    clock.allowCoreThreadTimeOut(true);
    return clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public <T> T read(Deadline deadline, Work<T> work) {
    return patiently(
        retries.begin(options.patience(), deadline),
        () -> transaction("BEGIN", new Alarm(CLOCK, options.statementTimeout(), deadline), work));
  }

  /** A transaction of SQLite's costs no round trips. */
  @Override
  public <T> Optional<T> ask(Deadline deadline, Work<Optional<T>> work) {
    return Optional.empty();
  }

  @Override
  public <T> T write(Work<T> work) {
    return inTurn(options.patience(), options.statementTimeout(), work);
  }

  /** SQLite locks the file, not a row. */
  @Override
  public <T> T writeRow(Work<T> work) {
    return write(work);
  }

  @Override
  public <T> T define(Work<T> work) {
    return inTurn(DEFINING, DEFINING, work);
  }

  private <T> T inTurn(Duration patience, Duration timeout, Work<T> work) {
    requireOpen();
    Attempts attempts = retries.begin(patience, Deadline.NONE);
    try {
      if (!writing.tryLock(attempts.left(), TimeUnit.NANOSECONDS)) {
        throw new UnavailableException(
            name, name + " has many writers, this one had no turn: try again later");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException(name, "interrupted while waiting to write to " + name, e);
    }
    try {
      // Kept between attempts: one of this process is enough to ask for the file's lock.
      return patiently(
          attempts,
          () -> transaction("BEGIN IMMEDIATE", new Alarm(CLOCK, timeout, Deadline.NONE), work));
    } finally {
      writing.unlock();
    }
  }

  private <T> T patiently(Attempts attempts, Attempt<T> attempt) {
    SQLException busy = null;
    while (true) {
      requireOpen();
      try {
        return attempt.run();
      } catch (SQLException e) {
        if (!SqliteFault.isBusy(e) || !attempts.again()) {
          // What used the time up was the lock of another, not a statement.
          throw SqliteFault.of(name, busy != null && e instanceof SQLTimeoutException ? busy : e);
        }
        busy = e;
      }
    }
  }

  /** Makes the file's journal a write-ahead log, which it then stays. */
  void useWriteAheadLog() {
    Duration timeout = options.statementTimeout();
    String mode =
        patiently(
            retries.begin(DEFINING, Deadline.NONE),
            () ->
                guarded(
                    timeout,
                    session ->
                        session
                            .only(new Sql("PRAGMA journal_mode = WAL"), row -> row.getString(1))
                            .orElse("none")));
    if (!mode.equals("wal")) {
      throw new ConfigurationException(
          name, name + " must be a file that can have a write-ahead log, got none");
    }
  }

  /** Writes all that is committed now into a new file, while others read and write. */
  void copyInto(Path file) {
    String path = file.toAbsolutePath().toString();
    patiently(
        retries.begin(options.patience(), Deadline.NONE),
        () -> guarded(COPYING, session -> session.update("VACUUM INTO ?", path)));
  }

  /** Runs work that cannot be part of a transaction. */
  private <T> T guarded(Duration timeout, Work<T> work) throws SQLException {
    KeptConnection connection = take();
    try (Alarm alarm = new Alarm(CLOCK, timeout, Deadline.NONE);
        Session session = new Session(connection.connection(), dialect, alarm)) {
      return work.run(session);
    } finally {
      putBack(connection);
    }
  }

  private <T> T transaction(String begin, Alarm alarm, Work<T> work) throws SQLException {
    KeptConnection connection = take();
    boolean done = false;
    try (alarm;
        Session session = new Session(connection.connection(), dialect, alarm)) {
      session.execute(begin);
      T result = work.run(session);
      session.execute("COMMIT");
      done = true;
      return result;
    } finally {
      if (done || rollBack(connection.connection())) {
        putBack(connection);
      } else {
        connection.close();
      }
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

  private KeptConnection take() throws SQLException {
    KeptConnection connection = pollIdle();
    return connection != null ? connection : KeptConnection.of(source.connect());
  }

  private @Nullable KeptConnection pollIdle() {
    synchronized (idle) {
      return idle.poll();
    }
  }

  private void putBack(KeptConnection connection) {
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

  /**
   * Waits for the writer, if there is one, as long as another would; who is still under way then
   * finishes, and closes its own connection.
   */
  @Override
  public void close() {
    boolean alone = isAlone();
    try {
      synchronized (idle) {
        closed = true;
        for (KeptConnection connection; (connection = idle.poll()) != null; ) {
          connection.close();
        }
      }
    } finally {
      if (alone) {
        writing.unlock();
      }
    }
  }

  private boolean isAlone() {
    try {
      return writing.tryLock(options.patience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
