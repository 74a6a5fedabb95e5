package io.runbookmemory.jdbc.transaction;

import java.sql.SQLException;

/**
 * The order of commits: positions are counted in the row that a writer has locked since its first
 * statement. See {@code docs/decisions/0006-writers-of-a-schema-take-turns.md}.
 */
public final class Positions {

  private Positions() {}

  /**
   * Takes the next positions.
   *
   * @param session a transaction of a writer that has its turn
   * @param count how many
   * @return the last of them
   * @throws SQLException as the driver does
   */
  public static long take(Session session, long count) throws SQLException {
    return session.number("UPDATE store SET position = position + ? RETURNING position", count);
  }
}
