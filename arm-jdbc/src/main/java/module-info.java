/**
 * ARM's stores in SQL databases. The application brings the JDBC driver: {@code
 * org.xerial:sqlite-jdbc} for SQLite.
 */
@org.jspecify.annotations.NullMarked
module io.runbookmemory.jdbc {
  requires transitive io.runbookmemory.core;
  requires transitive java.sql;
  requires static transitive org.jspecify;

  exports io.runbookmemory.jdbc;
}
