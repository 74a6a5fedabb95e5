package io.runbookmemory.jdbc.transaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One transaction on one connection; a statement is prepared once in it. Not thread-safe. */
public final class Session implements AutoCloseable {

  /**
   * Reads a row.
   *
   * @param <T> what it says
   */
  public interface RowReader<T> {

    /**
     * Reads the row that a result stands at.
     *
     * @param row the result
     * @return what it says
     * @throws SQLException as the driver does
     */
    T read(ResultSet row) throws SQLException;
  }

  /** Takes a row. */
  public interface RowConsumer {

    /**
     * Takes the row that a result stands at.
     *
     * @param row the result
     * @throws SQLException as the driver does
     */
    void accept(ResultSet row) throws SQLException;
  }

  /**
   * A query and who takes its rows.
   *
   * @param sql gives rows, or none
   * @param rows takes each
   */
  public record Query(Sql sql, RowConsumer rows) {}

  private static final int MANY = 500;

  private final Connection connection;
  private final Binding binding;
  private final Guard guard;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Set<String> kept = new LinkedHashSet<>();
  private int keptInAll;
  private final List<Sql> calls = new ArrayList<>();
  private String ahead = "";

  /**
   * Creates the session of a connection.
   *
   * @param connection in a transaction; stays open when the session is closed
   * @param binding how the database takes and gives values
   * @param guard how long statements may take
   */
  public Session(Connection connection, Binding binding, Guard guard) {
    this.connection = connection;
    this.binding = binding;
    this.guard = guard;
  }

  /**
   * Returns how the database takes and gives values.
   *
   * @return what the session was created with
   */
  public Binding binding() {
    return binding;
  }

  /**
   * Returns how long the next statement may take.
   *
   * @return in nanoseconds; zero or less if there is no time for one
   */
  public long left() {
    return guard.left();
  }

  /** What is done in a session. */
  public interface Task {

    /**
     * Does it.
     *
     * @throws SQLException as the driver does
     */
    void run() throws SQLException;
  }

  /**
   * Does what is of use to others than the caller: his deadline does not cut it short, the timeout
   * of statements does.
   *
   * @param task sends statements of this session
   * @throws SQLException as the driver does
   */
  public void unhurried(Task task) throws SQLException {
    guard.hurry(false);
    try {
      task.run();
    } finally {
      guard.hurry(true);
    }
  }

  /**
   * Runs a statement that has neither values nor a result.
   *
   * @param sql SQL
   * @throws SQLException as the driver does
   */
  public void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      String all = joined(takeAhead(List.of(new Query(new Sql(sql), row -> {})))).text();
      guarded(statement, () -> statement.execute(all));
    }
  }

  /**
   * Runs a command before whatever is run next: in one round trip with that, where the database
   * takes several statements at once.
   *
   * @param command has neither values nor a result
   * @throws SQLException as the driver does
   */
  public void ahead(String command) throws SQLException {
    if (binding.sendsTogether()) {
      ahead += command + "; ";
    } else {
      execute(command);
    }
  }

  /**
   * Calls a function of the database after what goes {@link #ahead}, of a database that takes
   * several statements at once: all calls by one of them.
   *
   * @param function with its arguments; nobody reads what it returns
   * @param values a value for each of its question marks
   */
  public void call(String function, @Nullable Object... values) {
    calls.add(new Sql(function, values));
  }

  private List<Query> takeAhead(List<Query> next) {
    List<Query> all = new ArrayList<>();
    String first = ahead;
    if (!calls.isEmpty()) {
      all.add(new Query(new Sql(first + "SELECT ").add(joined(calls, ", ")), row -> {}));
      first = "";
    }
    for (Query query : next) {
      all.add(new Query(new Sql(first).add(query.sql()), query.rows()));
      first = "";
    }
    ahead = "";
    calls.clear();
    return all;
  }

  private static Sql joined(List<Query> queries) {
    return joined(queries.stream().map(Query::sql).toList(), "; ");
  }

  private static Sql joined(List<Sql> parts, String separator) {
    Sql all = new Sql("");
    String before = "";
    for (Sql part : parts) {
      all.add(before).add(part);
      before = separator;
    }
    return all;
  }

  /**
   * Runs a statement that changes rows.
   *
   * @param sql SQL
   * @param values a value for each of its question marks
   * @return how many rows it changed
   * @throws SQLException as the driver does
   */
  public int update(String sql, @Nullable Object... values) throws SQLException {
    return update(new Sql(sql, values));
  }

  /**
   * Runs a statement that changes rows.
   *
   * @param sql SQL and its values
   * @return how many rows it changed
   * @throws SQLException as the driver does
   */
  public int update(Sql sql) throws SQLException {
    PreparedStatement statement = bound(sql);
    return guarded(statement, statement::executeUpdate);
  }

  /** What a statement does. */
  private interface Execution<T> {
    T run() throws SQLException;
  }

  private <T> T guarded(Statement statement, Execution<T> execution) throws SQLException {
    guard.begin(statement);
    try {
      return execution.run();
    } finally {
      guard.end();
    }
  }

  /**
   * Keeps a change for {@link #flush}, which sends many at once: the changes by the statement that
   * was first used first, and so on.
   *
   * @param sql SQL
   * @param values a value for each of its question marks
   * @throws SQLException as the driver does
   */
  public void later(String sql, @Nullable Object... values) throws SQLException {
    bound(new Sql(sql, values)).addBatch();
    kept.add(sql);
    keptInAll++;
  }

  /**
   * Makes the changes that were kept if they are many.
   *
   * @throws SQLException as the driver does
   */
  public void flushIfMany() throws SQLException {
    if (keptInAll >= MANY) {
      flush();
    }
  }

  /**
   * Makes the changes that were kept.
   *
   * @throws SQLException as the driver does
   */
  public void flush() throws SQLException {
    for (String sql : kept) {
      PreparedStatement statement = Objects.requireNonNull(prepared.get(sql));
      guarded(statement, statement::executeBatch);
    }
    kept.clear();
    keptInAll = 0;
  }

  /**
   * Calls back for every row of a result.
   *
   * @param sql a query
   * @param consumer takes each row
   * @throws SQLException as the driver does
   */
  public void forEach(Sql sql, RowConsumer consumer) throws SQLException {
    forAll(List.of(new Query(sql, consumer)));
  }

  /**
   * Calls back for every row of several results: of one round trip, where the database takes
   * several statements at once.
   *
   * @param queries in the order in which their rows are given
   * @throws SQLException as the driver does
   */
  public void forAll(List<Query> queries) throws SQLException {
    guard.announce(this);
    if (binding.sendsTogether()) {
      List<Query> all = takeAhead(queries);
      PreparedStatement statement = prepared(joined(all));
      guarded(statement, () -> results(statement, all));
      return;
    }
    for (Query query : queries) {
      PreparedStatement statement = prepared(query.sql());
      guarded(statement, () -> results(statement, List.of(query)));
    }
  }

  /** Returns how many rows there were. */
  private static long results(PreparedStatement statement, List<Query> queries)
      throws SQLException {
    long count = 0;
    boolean isResult = statement.execute();
    for (Query query : queries) {
      while (!isResult) {
        // A command has none.
        if (statement.getUpdateCount() < 0) {
          throw new SQLException("a query must have a result, got none: " + query.sql().text());
        }
        isResult = statement.getMoreResults();
      }
      try (ResultSet rows = statement.getResultSet()) {
        while (rows.next()) {
          query.rows().accept(rows);
          count++;
        }
      }
      isResult = queries.size() > 1 && statement.getMoreResults();
    }
    return count;
  }

  /**
   * Returns all rows of a result.
   *
   * @param <T> what a row says
   * @param sql a query
   * @param reader reads each row
   * @return in the result's order
   * @throws SQLException as the driver does
   */
  public <T> List<T> list(Sql sql, RowReader<T> reader) throws SQLException {
    List<T> list = new ArrayList<>();
    forEach(sql, row -> list.add(reader.read(row)));
    return list;
  }

  /**
   * Returns the only row of a result.
   *
   * @param <T> what the row says
   * @param sql a query
   * @param reader reads the row
   * @return empty if there is none
   * @throws SQLException as the driver does
   */
  public <T> Optional<T> only(Sql sql, RowReader<T> reader) throws SQLException {
    return list(sql, reader).stream().findFirst();
  }

  /**
   * Returns the only number of a result.
   *
   * @param sql a query
   * @param values a value for each of its question marks
   * @return 0 if it is NULL or there is none
   * @throws SQLException as the driver does
   */
  public long number(String sql, @Nullable Object... values) throws SQLException {
    return only(new Sql(sql, values), row -> row.getLong(1)).orElse(0L);
  }

  private PreparedStatement bound(Sql sql) throws SQLException {
    if (!ahead.isEmpty() || !calls.isEmpty()) {
      execute("");
    }
    return prepared(sql);
  }

  private PreparedStatement prepared(Sql sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql.text());
    if (statement == null) {
      statement = connection.prepareStatement(sql.text());
      statement.setFetchSize(binding.fetchSize());
      prepared.put(sql.text(), statement);
    }
    int index = 0;
    for (Object value : sql.values()) {
      statement.setObject(++index, value instanceof UUID id ? binding.bound(id) : value);
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
