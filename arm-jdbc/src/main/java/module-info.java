/**
 * ARM's stores in SQL databases. The application brings the JDBC driver: {@code
 * org.xerial:sqlite-jdbc} for SQLite, {@code org.postgresql:postgresql} for PostgreSQL.
 */
@org.jspecify.annotations.NullMarked
module io.runbookmemory.jdbc {
  requires transitive io.runbookmemory.core;
  requires transitive java.sql;
  requires static org.postgresql.jdbc;
  requires static transitive org.jspecify;

  exports io.runbookmemory.jdbc;
  exports io.runbookmemory.jdbc.hint;
}
