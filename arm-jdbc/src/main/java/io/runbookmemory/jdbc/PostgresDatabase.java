package io.runbookmemory.jdbc;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.jdbc.CommitMarks.Begun;
import io.runbookmemory.jdbc.transaction.Database;
import io.runbookmemory.jdbc.transaction.Deadline;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a schema in a PostgreSQL database. Thread-safe.
 *
 * <ul>
 *   <li>A reader has a snapshot. Writers take turns at the row of the table {@code store}, which a
 *       writer locks first of all: so what one decides on no other changes, two never wait for each
 *       other, and positions ascend in the order in which commits become visible. Those of one
 *       process queue before they take a connection, so that readers find one.
 *   <li>A connection is taken for one transaction, in which every setting is local: it goes back as
 *       it came, to a pool of the server's too.
 *   <li>A fault that may pass is tried again, with growing pauses of random length. Whether a
 *       commit whose answer was lost was carried out is seen by the mark that it left; so nothing
 *       is written twice, and nothing lost.
 * </ul>
 */
final class PostgresDatabase implements Database {

  /** How long changes to the schema may take, waiting for another who makes them included. */
  private static final Duration DEFINING = Duration.ofMinutes(5);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** "ARMs" in ASCII: tells our advisory locks from another program's. */
  static final int LOCK = 0x41524d73;

  private enum Mode {
    READ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", ""),
    ROW("", ""),
    WRITE("", "FROM store FOR UPDATE"),
    DEFINE("SELECT pg_advisory_xact_lock(" + LOCK + ", hashtext(?))", "");

    final String first;
    final String last;

    Mode(String first, String last) {
      this.first = first;
      this.last = last;
    }
  }

  /** What is tried until it succeeds. */
  private interface Attempt<T> {
    T run(Attempts attempts) throws SQLException;
  }

  /** What a transaction came to. */
  private record Done<T>(T result, @Nullable Begun begun, @Nullable SQLException lost) {}

  private final String name;
  private final DataSource source;
  private final PostgresOptions options;
  private final Attempts.Policy retries;
  private final ReentrantLock writing = new ReentrantLock();
  private final CommitMarks marks = new CommitMarks();
  private volatile PostgresDialect dialect = new PostgresDialect(null);
  private volatile String searchPath;
  private volatile boolean asks;
  private volatile boolean closed;

  PostgresDatabase(String name, DataSource source, PostgresOptions options) {
    this(name, source, options, Attempts.Policy.of(FIRST_PAUSE, LONGEST_PAUSE));
  }

  PostgresDatabase(
      String name, DataSource source, PostgresOptions options, Attempts.Policy retries) {
    this.name = name;
    this.source = source;
    this.options = options;
    this.retries = retries;
    this.searchPath = quoted(options.schema()) + ", pg_temp";
  }

  /** Returns a name as SQL takes it whatever it holds. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * From now on finds vectors as a dialect does.
   *
   * @param extensionSchema where pgvector's types are
   */
  void use(PostgresDialect better, String extensionSchema) {
    searchPath = quoted(options.schema()) + ", " + quoted(extensionSchema) + ", pg_temp";
    dialect = better;
  }

  /**
   * Finds out whether settings reach the statement that is sent with them: with pgJDBC's {@code
   * preferQueryMode=simple} each is a transaction of its own.
   */
  void tryAsking() {
    Sql path = new Sql("SELECT current_setting('search_path')");
    asks =
        usesExtension()
            && patiently(
                    Deadline.NONE,
                    attempts ->
                        alone(Deadline.NONE, one -> one.only(path, row -> row.getString(1))))
                .filter(searchPath::equals)
                .isPresent();
  }

  boolean usesExtension() {
    return dialect.usesExtension();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public <T> T read(Deadline deadline, Work<T> work) {
    return again(Mode.READ, deadline, work);
  }

  /** What a search by an index asks for is told by one statement; there is none without one. */
  @Override
  public <T> Optional<T> ask(Deadline deadline, Work<Optional<T>> work) {
    return asks ? patiently(deadline, attempts -> alone(deadline, work)) : Optional.empty();
  }

  @Override
  public <T> T write(Work<T> work) {
    return again(Mode.WRITE, Deadline.NONE, work);
  }

  @Override
  public <T> T writeRow(Work<T> work) {
    return again(Mode.ROW, Deadline.NONE, work);
  }

  @Override
  public <T> T define(Work<T> work) {
    return again(Mode.DEFINE, Deadline.NONE, work);
  }

  /**
   * Returns the server's and the database's names, which hold no secret.
   *
   * @param majorNeeded the first major version of PostgreSQL that will do
   */
  String server(int majorNeeded) {
    return patiently(
        Deadline.NONE,
        attempts -> {
          try (Borrowed borrowed = Borrowed.from(source, true, options.statementTimeout())) {
            DatabaseMetaData server = borrowed.connection().getMetaData();
            String url = String.valueOf(server.getURL()).replaceFirst("^jdbc:", "");
            String plain = PostgresFault.plain(url.replaceFirst("\\?.*", ""));
            if (!server.getDatabaseProductName().equals("PostgreSQL")
                || server.getDatabaseMajorVersion() < majorNeeded) {
              throw new ConfigurationException(
                  plain,
                  "the store needs PostgreSQL "
                      + majorNeeded
                      + " or newer, "
                      + plain
                      + " is "
                      + server.getDatabaseProductName()
                      + " "
                      + server.getDatabaseProductVersion());
            }
            return plain;
          }
        });
  }

  private <T> T again(Mode mode, Deadline deadline, Work<T> work) {
    return patiently(
        deadline,
        attempts -> {
          Done<T> done =
              switch (mode) {
                case READ, ROW -> transaction(mode, deadline, work);
                case WRITE, DEFINE -> inTurn(mode, work);
              };
          if (done.lost() != null && !wasCommitted(done, attempts)) {
            marks.rolledBack(done.begun());
            throw done.lost();
          }
          if (done.begun() != null) {
            marks.committed(done.begun());
          }
          return done.result();
        });
  }

  private <T> T patiently(Deadline deadline, Attempt<T> attempt) {
    Attempts attempts = retries.begin(options.patience(), deadline);
    while (true) {
      requireOpen();
      try {
        return attempt.run(attempts);
      } catch (SQLException e) {
        if (!PostgresFault.isTransient(e) || !attempts.again()) {
          throw PostgresFault.of(name, e);
        }
      }
    }
  }

  private <T> Done<T> inTurn(Mode mode, Work<T> work) throws SQLException {
    Duration turn = mode == Mode.DEFINE ? DEFINING : options.statementTimeout();
    try {
      if (!writing.tryLock(turn.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new UnavailableException(
            name, name + " has many writers, this one had no turn: try again later");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException(name, "interrupted while waiting to write to " + name, e);
    }
    try {
      return transaction(mode, Deadline.NONE, work);
    } finally {
      writing.unlock();
    }
  }

  private <T> Done<T> transaction(Mode mode, Deadline deadline, Work<T> work) throws SQLException {
    Duration timeout = mode == Mode.DEFINE ? DEFINING : options.statementTimeout();
    boolean asked = false;
    Begun begun = null;
    try (Borrowed borrowed = Borrowed.from(source, false, timeout)) {
      Connection connection = borrowed.connection();
      T result;
      // Closed before the commit, after which nothing may fail.
      try (Session session = session(connection, timeout, deadline)) {
        begun = begin(session, mode, timeout);
        result = work.run(session);
      }
      SQLException lost = commit(connection, mode);
      if (lost == null) {
        borrowed.committed();
      }
      asked = true;
      return new Done<>(result, begun, lost);
    } finally {
      if (!asked) {
        marks.rolledBack(begun);
      }
    }
  }

  private Session session(Connection connection, Duration timeout, Deadline deadline) {
    return new Session(connection, dialect, new PostgresGuard(timeout, deadline));
  }

  /**
   * Settings that go ahead of a statement are of its transaction, which the driver ends after it.
   */
  private <T> T alone(Deadline deadline, Work<T> work) throws SQLException {
    Duration timeout = options.statementTimeout();
    try (Borrowed borrowed = Borrowed.from(source, true, timeout);
        Session session = session(borrowed.connection(), timeout, deadline)) {
      set(session, timeout);
      return work.run(session);
    }
  }

  /** Returns null for a reader, and for who can do it again without harm: they leave no mark. */
  private @Nullable Begun begin(Session session, Mode mode, Duration timeout) throws SQLException {
    if (mode == Mode.READ) {
      session.ahead(mode.first);
    }
    set(session, timeout);
    if (mode == Mode.WRITE && options.announceWrites()) {
      // Told at the commit, and not at all if there is none.
      session.call("pg_notify(" + literal(options.schema()) + ", '')");
    }
    if (mode == Mode.DEFINE) {
      session.forEach(new Sql(mode.first, options.schema()), row -> {});
    }
    if (mode == Mode.READ || mode == Mode.DEFINE) {
      return null;
    }
    return marks
        .begin(session, mode.last)
        .orElseThrow(
            () ->
                new CorruptStoreException(
                    name, name + " is not as it was made: its table store has no row"));
  }

  private void set(Session session, Duration timeout) {
    session.call("set_config('statement_timeout', '" + timeout.toMillis() + "', true)");
    session.call("set_config('search_path', " + literal(searchPath) + ", true)");
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Returns null, or the fault after which nobody knows whether it was committed. */
  private static @Nullable SQLException commit(Connection connection, Mode mode)
      throws SQLException {
    try {
      connection.commit();
      return null;
    } catch (SQLException e) {
      if (!PostgresFault.isTransient(e)) {
        throw e;
      }
      // What was read was read.
      return mode == Mode.READ ? null : e;
    }
  }

  private boolean wasCommitted(Done<?> done, Attempts attempts) throws SQLException {
    Begun begun = done.begun();
    if (begun == null) {
      return false;
    }
    while (attempts.again()) {
      try {
        if (!look(session -> CommitMarks.isUnderWay(session, begun))) {
          // Looked for on a snapshot of its own, made after the end of the transaction.
          return look(session -> CommitMarks.isThere(session, begun));
        }
      } catch (SQLException e) {
        if (!PostgresFault.isTransient(e)) {
          throw e;
        }
      }
    }
    throw new UnavailableException(
        name,
        name + " was lost during a commit: read again to see whether the write was done",
        done.lost());
  }

  private <T> T look(Work<T> work) throws SQLException {
    return transaction(Mode.READ, Deadline.NONE, work).result();
  }

  @Override
  public void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store " + name + " is closed");
    }
  }

  /** The data source stays as it is: it is the caller's. */
  @Override
  public void close() {
    closed = true;
  }
}
