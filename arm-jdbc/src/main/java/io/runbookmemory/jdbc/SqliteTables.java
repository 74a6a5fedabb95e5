package io.runbookmemory.jdbc;

import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what somebody has altered in a SQLite store's tables by hand: SQLite itself tells it only
 * when a statement happens to need it, and a column of another type never. More tables and columns
 * than the store's own are let be.
 */
final class SqliteTables {

  /** What to do where it is not as it was made. */
  static final String REMEDY =
      "restore the file from a backup, or put back what was altered"
          + " (docs/formats/sqlite-schema.md)";

  private static final Pattern TABLE =
      Pattern.compile("CREATE (?:VIRTUAL )?TABLE (?:IF NOT EXISTS )?(\\w+)");

  /** As the migrations write columns, and nothing else in small letters. */
  private static final Pattern COLUMN = Pattern.compile("\\b([a-z_0-9]+) (TEXT|INTEGER|BLOB)\\b");

  private SqliteTables() {}

  /** Throws unless the tables that some statements make are there, with their columns. */
  static void require(Session session, String store, List<String> making) throws SQLException {
    Map<String, Map<String, String>> there = there(session);
    for (String statement : making) {
      Matcher table = TABLE.matcher(statement);
      if (!table.lookingAt()) {
        continue;
      }
      String name = table.group(1);
      Map<String, String> columns = there.get(name);
      if (columns == null) {
        throw altered(store, "it has no table " + name);
      }
      Matcher column = COLUMN.matcher(statement);
      while (column.find()) {
        requireColumn(store, name, columns, column);
      }
    }
  }

  private static void requireColumn(
      String store, String table, Map<String, String> columns, Matcher column) {
    String name = column.group(1);
    @Nullable String type = columns.get(name);
    if (type == null) {
      throw altered(store, "its table " + table + " has no column " + name);
    }
    if (!type.equals(column.group(2))) {
      throw altered(
          store,
          "the column "
              + table
              + "."
              + name
              + " must have the type "
              + column.group(2)
              + ", got "
              + (type.isEmpty() ? "none" : type));
    }
  }

  private static CorruptStoreException altered(String store, String what) {
    return new CorruptStoreException(
        store, store + " is not as it was made: " + what + "; " + REMEDY);
  }

  /** Returns the types of the columns of each table. */
  private static Map<String, Map<String, String>> there(Session session) throws SQLException {
    Map<String, Map<String, String>> tables = new HashMap<>();
    session.forEach(
        new Sql(
            "SELECT t.name, c.name, c.type FROM sqlite_schema t, pragma_table_info(t.name) c"
                + " WHERE t.type = 'table'"),
        row ->
            tables
                .computeIfAbsent(row.getString(1), name -> new HashMap<>())
                .put(row.getString(2), row.getString(3).toUpperCase(Locale.ROOT)));
    return tables;
  }
}
