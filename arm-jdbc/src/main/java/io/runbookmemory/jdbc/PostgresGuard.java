package io.runbookmemory.jdbc;

import io.runbookmemory.jdbc.transaction.Deadline;
import io.runbookmemory.jdbc.transaction.Guard;
import io.runbookmemory.jdbc.transaction.Session;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Tells PostgreSQL, in one round trip with each statement, how long its caller still waits: the
 * server then cancels it by itself, whatever becomes of this process. For one thread.
 */
final class PostgresGuard implements Guard {

  private final Duration most;
  private final Deadline deadline;
  private boolean hurried = true;

  /**
   * Creates the guard of a session.
   *
   * @param most how long a statement may take, which the session was told when it began
   * @param deadline until when all of them may
   */
  PostgresGuard(Duration most, Deadline deadline) {
    this.most = most;
    this.deadline = deadline;
  }

  @Override
  public long left() {
    long nanos = most.toNanos();
    return hurried ? deadline.left(nanos) : nanos;
  }

  @Override
  public void hurry(boolean now) {
    hurried = now;
  }

  @Override
  public void announce(Session session) throws SQLException {
    if (!deadline.bounds()) {
      // All is said when the transaction begins.
      return;
    }
    long left = TimeUnit.NANOSECONDS.toMillis(left());
    // Zero would be no timeout at all.
    if (left <= 0) {
      throw new SQLTimeoutException(
          "no time is left for another statement", PostgresFault.CANCELED);
    }
    session.call("set_config('statement_timeout', ?, true)", Long.toString(left));
  }

  @Override
  public void begin(Statement statement) {}

  @Override
  public void end() {}
}
