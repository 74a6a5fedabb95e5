/**
 * Memories as rows, whatever the database: {@link io.runbookmemory.jdbc.rows.MemoryRows} reads and
 * writes them, {@link io.runbookmemory.jdbc.rows.FilterSql} says a filter in SQL, {@link
 * io.runbookmemory.jdbc.rows.VectorScan} and {@link io.runbookmemory.jdbc.rows.CachedVectors}
 * compare vectors where the database does not, and a {@link io.runbookmemory.jdbc.rows.Dialect}
 * says what one database has of its own.
 *
 * <p>Not exported. Imports arm-core up to its floor 3, {@code transaction} beside it, and {@code
 * java.sql}.
 */
package io.runbookmemory.jdbc.rows;
