package io.runbookmemory.bench.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The rows that a store has written, in batches of so many memories, to be written again by plain
 * JDBC into the same tables of another schema: by batched INSERTs as one writes them by hand, or by
 * COPY.
 *
 * @param batches a list of tables each
 */
public record CopiedRows(List<List<TableRows>> batches) {

  private static final List<String> TABLES =
      List.of("memory", "content", "tag", "passage", "words");

  /**
   * Some rows of a table.
   *
   * @param name the table's
   * @param insert the statement
   * @param values of each row
   * @param file where the server has the same rows as COPY writes them
   */
  public record TableRows(String name, String insert, List<Object[]> values, String file) {}

  /**
   * Reads what is in a schema.
   *
   * @param folder of the server's, for the files of COPY; "" for none
   */
  public static CopiedRows read(
      Connection connection, String schema, int memories, int batch, String folder)
      throws SQLException {
    List<List<TableRows>> batches = new ArrayList<>();
    for (int from = 1; from <= memories; from += batch) {
      List<TableRows> tables = new ArrayList<>();
      for (String table : TABLES) {
        String number = table.equals("memory") ? "number" : "memory";
        String rows =
            "SELECT * FROM %s.%s WHERE %s BETWEEN %d AND %d"
                .formatted(schema, table, number, from, from + batch - 1);
        String file = folder.isEmpty() ? "" : folder + "/" + table + "-" + from;
        tables.add(read(connection, table, rows, file));
      }
      batches.add(tables);
    }
    return new CopiedRows(batches);
  }

  private static TableRows read(Connection connection, String table, String rows, String file)
      throws SQLException {
    List<Object[]> values = new ArrayList<>();
    StringBuilder marks = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(rows)) {
      ResultSetMetaData types = result.getMetaData();
      for (int column = 1; column <= types.getColumnCount(); column++) {
        String type = types.getColumnTypeName(column);
        boolean cast = type.equals("tsvector") || type.contains("vector");
        marks.append(column == 1 ? "?" : ", ?").append(cast ? "::" + type : "");
      }
      while (result.next()) {
        Object[] row = new Object[types.getColumnCount()];
        for (int column = 1; column <= row.length; column++) {
          row[column - 1] = value(result, column, types.getColumnTypeName(column));
        }
        values.add(row);
      }
    }
    if (!file.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("COPY (" + rows + ") TO '" + file + "'");
      }
    }
    String insert = "INSERT INTO " + table + " VALUES (" + marks + ")";
    return new TableRows(table, insert, values, file);
  }

  private static Object value(ResultSet row, int column, String type) throws SQLException {
    return switch (type) {
      case "bytea" -> row.getBytes(column);
      case "uuid" -> row.getObject(column, UUID.class);
      case "int8", "int4", "bigserial" -> row.getObject(column);
      default -> row.getString(column);
    };
  }

  /** Writes all into the tables of a schema, a transaction for each batch. */
  public void insert(Connection connection, String schema) throws SQLException {
    inTransactions(
        connection,
        schema,
        table -> {
          try (PreparedStatement statement = connection.prepareStatement(table.insert())) {
            for (Object[] row : table.values()) {
              for (int i = 0; i < row.length; i++) {
                statement.setObject(i + 1, row[i]);
              }
              statement.addBatch();
            }
            statement.executeBatch();
          }
        });
  }

  /** Copies all into the tables of a schema, from the server's files, a transaction a batch. */
  public void copy(Connection connection, String schema) throws SQLException {
    inTransactions(
        connection,
        schema,
        table -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("COPY " + table.name() + " FROM '" + table.file() + "'");
          }
        });
  }

  /** What is done with a table's rows. */
  private interface Writing {
    void write(TableRows table) throws SQLException;
  }

  private void inTransactions(Connection connection, String schema, Writing writing)
      throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (List<TableRows> batch : batches) {
        statement.execute("SET LOCAL search_path = " + schema + ", public");
        for (TableRows table : batch) {
          writing.write(table);
        }
        connection.commit();
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
