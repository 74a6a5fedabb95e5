package io.runbookmemory.jdbc;

import io.runbookmemory.jdbc.transaction.Deadline;
import io.runbookmemory.jdbc.transaction.Guard;
import io.runbookmemory.jdbc.transaction.Session;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cancels a session's statement that takes too long: SQLite has no timeout, and {@link
 * Statement#setQueryTimeout} of its driver only says how long to wait for locks. It rings once in a
 * session where no statement takes long, not once a statement. Thread-safe.
 */
final class Alarm implements Guard, AutoCloseable {

  /** An alarm is not set anew for less. */
  private static final long CLOSE = TimeUnit.MILLISECONDS.toNanos(1);

  /**
   * How soon it rings again while the statement runs: SQLite ignores what rings before the first
   * step.
   */
  private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(5);

  private final ScheduledExecutorService clock;
  private final long most;
  private final Deadline deadline;
  private @Nullable ScheduledFuture<?> next;
  private @Nullable Statement latest;
  private int running;
  private long due;
  private long rings;
  private boolean hurried = true;

  /**
   * Creates the alarm of a session.
   *
   * @param clock rings
   * @param most how long a statement may take
   * @param deadline until when all of them may
   */
  Alarm(ScheduledExecutorService clock, Duration most, Deadline deadline) {
    this.clock = clock;
    this.most = most.toNanos();
    this.deadline = deadline;
  }

  @Override
  public synchronized long left() {
    return hurried ? deadline.left(most) : most;
  }

  @Override
  public synchronized void hurry(boolean now) {
    hurried = now;
    if (running > 0) {
      due(left());
    }
  }

  /** SQLite cannot be told. */
  @Override
  public void announce(Session session) {}

  @Override
  public synchronized void begin(Statement statement) throws SQLException {
    long left = left();
    if (left <= 0) {
      throw new SQLTimeoutException(
          "no time is left for another statement", null, SqliteFault.INTERRUPT);
    }
    latest = statement;
    running++;
    due(left);
  }

  /** Sets when it is due, and rings no later. */
  private void due(long left) {
    due = System.nanoTime() + left;
    if (next != null && rings - due > CLOSE) {
      next.cancel(false);
      next = null;
    }
    if (next == null) {
      schedule(left);
    }
  }

  private void schedule(long left) {
    rings = System.nanoTime() + left;
    next = clock.schedule(this::ring, left, TimeUnit.NANOSECONDS);
  }

  @Override
  public synchronized void end() {
    running--;
    // The statement whose rows led to this one has its time anew.
    if (running > 0) {
      due(left());
    }
  }

  private synchronized void ring() {
    next = null;
    Statement statement = latest;
    if (running == 0 || statement == null) {
      return;
    }
    long left = due - System.nanoTime();
    if (left > 0) {
      schedule(left);
      return;
    }
    schedule(AGAIN);
    try {
      // Every statement of the connection; there is none but this session's.
      statement.cancel();
    } catch (SQLException e) {
      // It was done just now.
      return;
    }
  }

  /** Rings no more: the connection may be another session's now. */
  @Override
  public synchronized void close() {
    running = 0;
    if (next != null) {
      next.cancel(false);
      next = null;
    }
  }
}
