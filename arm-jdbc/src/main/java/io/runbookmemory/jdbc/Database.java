package io.runbookmemory.jdbc;

import java.sql.SQLException;

/** The transactions of a store's database. Thread-safe. */
interface Database extends AutoCloseable {

  /** What is done inside a transaction. */
  interface Work<T> {
    T run(Session session) throws SQLException;
  }

  /** Returns the store's name for people, which holds no secret. */
  String name();

  /** Runs work that reads, on one snapshot. */
  <T> T read(Work<T> work);

  /**
   * Runs work that writes, applied whole or not at all. The writers of a store take turns, from the
   * first statement to the end of the commit.
   */
  <T> T write(Work<T> work);

  /** Throws {@link IllegalStateException} once the store is closed. */
  void requireOpen();

  @Override
  void close();
}
