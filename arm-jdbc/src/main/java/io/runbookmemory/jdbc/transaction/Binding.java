package io.runbookmemory.jdbc.transaction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;

/** How a database takes and gives values. Immutable, thread-safe. */
public interface Binding {

  /**
   * Returns how many rows of a result are fetched at once.
   *
   * @return 0 leaves it to the driver
   */
  int fetchSize();

  /**
   * Returns whether several statements may be sent at once.
   *
   * @return false if the driver takes one at a time
   */
  boolean sendsTogether();

  /**
   * Returns what stands for an id in a statement.
   *
   * @param id any
   * @return what the driver takes
   */
  Object bound(UUID id);

  /**
   * Returns the id in a column of the row that a result stands at.
   *
   * @param row the result
   * @param column from 1
   * @return the id
   * @throws SQLException as the driver does
   */
  UUID id(ResultSet row, int column) throws SQLException;

  /**
   * Appends, after a column of ids, that it holds one of some.
   *
   * @param sql the statement
   * @param ids any number of ids, also none
   */
  void in(Sql sql, Collection<UUID> ids);
}
