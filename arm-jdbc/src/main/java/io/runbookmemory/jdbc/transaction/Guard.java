package io.runbookmemory.jdbc.transaction;

import java.sql.SQLException;
import java.sql.Statement;

/** Sees to it that no statement of a session takes longer than it may. For one session. */
public interface Guard {

  /** Of a session whose statements take as long as they do. */
  Guard NONE =
      new Guard() {
        @Override
        public long left() {
          return Long.MAX_VALUE;
        }

        @Override
        public void hurry(boolean hurried) {}

        @Override
        public void announce(Session session) {}

        @Override
        public void begin(Statement statement) {}

        @Override
        public void end() {}
      };

  /**
   * Returns how long the next statement may take.
   *
   * @return in nanoseconds; zero or less if there is no time for one
   */
  long left();

  /**
   * Sets whether the caller's deadline counts, or the timeout of statements alone.
   *
   * @param hurried true unless set
   */
  void hurry(boolean hurried);

  /**
   * Lets the database know, by what goes ahead of the next statement.
   *
   * @param session the next statement's
   * @throws SQLException if there is no time for one
   */
  void announce(Session session) throws SQLException;

  /**
   * A statement is about to be sent. One may be within the rows of another.
   *
   * @param statement is cancelled when it takes too long
   * @throws SQLException if there is no time for one
   */
  void begin(Statement statement) throws SQLException;

  /** The statement that began last is done, its rows read. */
  void end();
}
