package io.runbookmemory.jdbc;

import io.runbookmemory.memory.MemoryId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One transaction on one connection; a statement is prepared once in it. Not thread-safe. */
final class Session implements AutoCloseable {

  /** Reads the row that a result stands at. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Takes the row that a result stands at. */
  interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final Dialect dialect;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Session(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  Dialect dialect() {
    return dialect;
  }

  /** Returns the id in a column of the row that a result stands at. */
  MemoryId id(ResultSet row, int column) throws SQLException {
    return dialect.id(row, column);
  }

  /** Runs a statement that has neither values nor a result. */
  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns how many rows a statement changed. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    return update(new Sql(sql, values));
  }

  /** Returns how many rows a statement changed. */
  int update(Sql sql) throws SQLException {
    return bound(sql).executeUpdate();
  }

  /** Runs a statement once with each of some lists of values. */
  void batch(String sql, List<@Nullable Object[]> rows) throws SQLException {
    for (@Nullable Object[] values : rows) {
      bound(new Sql(sql, values)).addBatch();
    }
    if (!rows.isEmpty()) {
      prepared(sql).executeBatch();
    }
  }

  /** Calls back for every row of a result. */
  void forEach(Sql sql, RowConsumer consumer) throws SQLException {
    try (ResultSet rows = bound(sql).executeQuery()) {
      while (rows.next()) {
        consumer.accept(rows);
      }
    }
  }

  /** Returns all rows of a result. */
  <T> List<T> list(Sql sql, RowReader<T> reader) throws SQLException {
    List<T> list = new ArrayList<>();
    forEach(sql, row -> list.add(reader.read(row)));
    return list;
  }

  /** Returns the only row of a result. */
  <T> Optional<T> only(Sql sql, RowReader<T> reader) throws SQLException {
    return list(sql, reader).stream().findFirst();
  }

  /** Returns the only number of a result, 0 if it is NULL or there is none. */
  long number(String sql, @Nullable Object... values) throws SQLException {
    return only(new Sql(sql, values), row -> row.getLong(1)).orElse(0L);
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statement.setFetchSize(dialect.fetchSize());
      prepared.put(sql, statement);
    }
    return statement;
  }

  private PreparedStatement bound(Sql sql) throws SQLException {
    PreparedStatement statement = prepared(sql.text());
    int index = 0;
    for (Object value : sql.values()) {
      statement.setObject(++index, value instanceof MemoryId id ? dialect.bound(id) : value);
    }
    return statement;
  }

  /** Frees the statements; the connection stays open. */
  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    prepared.clear();
  }
}
