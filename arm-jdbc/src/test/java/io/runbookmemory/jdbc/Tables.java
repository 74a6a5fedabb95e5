package io.runbookmemory.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** What somebody with {@code psql} sees and does. */
final class Tables {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private Tables() {}

  /** Returns options with a schema that nobody has used. */
  static PostgresOptions.Builder fresh() {
    return PostgresOptions.builder().schema("test " + SCHEMAS.incrementAndGet());
  }

  static void execute(DataSource source, PostgresOptions options, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = " + quoted(options) + ", public");
      statement.execute(sql);
      statement.execute("RESET search_path");
    }
  }

  /** Returns rows as text, in one transaction; the last statement is the query. */
  static List<List<String>> rows(DataSource source, PostgresOptions options, String sql)
      throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = " + quoted(options) + ", public");
      try (ResultSet result = statement.executeQuery(sql)) {
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
            row.add(String.valueOf(result.getString(column)));
          }
          rows.add(row);
        }
      }
      statement.execute("RESET search_path");
    }
    return rows;
  }

  static String quoted(PostgresOptions options) {
    return PostgresDatabase.quoted(options.schema());
  }
}
