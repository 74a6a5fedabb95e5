package io.runbookmemory.jdbc.transaction;

import java.sql.SQLException;
import java.util.Optional;

/** The transactions of a store's database. Thread-safe. */
public interface Database extends AutoCloseable {

  /**
   * What is done inside a transaction.
   *
   * @param <T> what comes of it
   */
  interface Work<T> {

    /**
     * Does it; maybe several times, where the transaction was lost before its end.
     *
     * @param session the transaction
     * @return what comes of it
     * @throws SQLException as the driver does
     */
    T run(Session session) throws SQLException;
  }

  /**
   * Returns the store's name for people, which holds no secret.
   *
   * @return never empty
   */
  String name();

  /**
   * Runs work that reads, on one snapshot.
   *
   * @param <T> what comes of it
   * @param work does not write
   * @return what came of it
   */
  default <T> T read(Work<T> work) {
    return read(Deadline.NONE, work);
  }

  /**
   * Runs work that reads, on one snapshot, for a caller who does not wait long: it is not tried
   * again after the deadline, and its statements are cancelled then.
   *
   * @param <T> what comes of it
   * @param deadline the caller's
   * @param work does not write
   * @return what came of it
   */
  <T> T read(Deadline deadline, Work<T> work);

  /**
   * Runs work that may read by a single statement, which is a snapshot by itself: so without what a
   * transaction takes.
   *
   * @param <T> what comes of it
   * @param deadline the caller's
   * @param work sends at most one statement
   * @return what came of it; empty also where this would be no gain
   */
  <T> Optional<T> ask(Deadline deadline, Work<Optional<T>> work);

  /**
   * Runs work that writes, applied whole or not at all. The writers of a store take turns, from the
   * first statement to the end of the commit.
   *
   * @param <T> what comes of it
   * @param work may read and write
   * @return what came of it
   */
  <T> T write(Work<T> work);

  /**
   * Runs work that writes one row, which its first statement locks, applied whole or not at all. It
   * waits for no turn where the database can lock a row alone: a long write holds nobody up here.
   *
   * @param <T> what comes of it
   * @param work sees, after the lock, what others have committed
   * @return what came of it
   */
  <T> T writeRow(Work<T> work);

  /**
   * Runs work that changes the schema, or what all rows have in common. Of all processes one at a
   * time does, and the others wait for it, minutes if need be.
   *
   * @param <T> what comes of it
   * @param work sees what those before it have done
   * @return what came of it
   */
  <T> T define(Work<T> work);

  /** Throws {@link IllegalStateException} once the store is closed. */
  void requireOpen();

  @Override
  void close();
}
