package io.runbookmemory.jdbc;

import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The marks that transactions leave, a row each, by which it is known whether one was committed
 * whose answer was lost. Its number alone does not tell: a server that crashed may give the number
 * of a transaction of which nothing had reached the disk to another one, which is then committed. A
 * mark goes with a later transaction of the same process, and what a killed process left after two
 * days. Thread-safe.
 */
final class CommitMarks {

  /** Of {@code pg_xact_status}: a server that took over does not know the transaction. */
  private static final String UNKNOWN_TRANSACTION = "22023";

  /** A transaction that has begun: its number, its mark, and the marks that go with it. */
  record Begun(String number, UUID mark, List<UUID> gone) {}

  private final Queue<UUID> answered = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean tidy = new AtomicBoolean();

  /**
   * Leaves a mark.
   *
   * @param from what to lock, {@code FROM store FOR UPDATE} or nothing
   * @return empty if there was no row to lock
   */
  Optional<Begun> begin(Session session, String from) throws SQLException {
    UUID mark = UUID.randomUUID();
    List<UUID> gone = new ArrayList<>();
    for (UUID old = answered.poll(); old != null; old = answered.poll()) {
      gone.add(old);
    }
    Sql sql =
        new Sql(
            "WITH gone AS (DELETE FROM mark WHERE id = ANY (?::uuid[])"
                + (tidy.compareAndSet(false, true) ? " OR at < now() - interval '2 days'" : "")
                + "), made AS (INSERT INTO mark (id) VALUES (?))"
                + " SELECT pg_current_xact_id()::text "
                + from,
            gone.stream().map(UUID::toString).toArray(String[]::new),
            mark);
    return session.only(sql, row -> new Begun(row.getString(1), mark, gone));
  }

  /** The answer to a commit came, or the transaction is known to be committed. */
  void committed(Begun begun) {
    answered.add(begun.mark());
  }

  /** The transaction is no more, and with it what it removed is there again. */
  void rolledBack(@Nullable Begun begun) {
    if (begun != null) {
      answered.addAll(begun.gone());
    }
  }

  /** Returns whether a transaction is still under way on the server, whose answer was lost. */
  static boolean isUnderWay(Session session, Begun begun) throws SQLException {
    try {
      Sql status =
          new Sql("SELECT coalesce(pg_xact_status(?::text::xid8), 'unknown')", begun.number());
      return session.only(status, row -> row.getString(1)).orElseThrow().equals("in progress");
    } catch (SQLException e) {
      if (UNKNOWN_TRANSACTION.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  /** Returns whether a transaction that is not under way was committed. */
  static boolean isThere(Session session, Begun begun) throws SQLException {
    return session.number("SELECT count(*) FROM mark WHERE id = ?", begun.mark()) > 0;
  }
}
