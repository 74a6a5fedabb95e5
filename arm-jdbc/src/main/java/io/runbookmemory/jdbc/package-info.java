/**
 * Memories, ledgers and leases in an SQL database: {@link io.runbookmemory.jdbc.SqliteMemoryStore}
 * keeps them in one file, {@link io.runbookmemory.jdbc.PostgresMemoryStore} on a server that many
 * processes share. What is named {@code Sqlite…}, {@code Postgres…} or {@code Pg…} holds for one of
 * them alone; the rest is plain SQL over JDBC, and asks a {@link
 * io.runbookmemory.jdbc.rows.Dialect} for what is not.
 *
 * <p>Memories as rows are in {@code rows}, ledgers and leases in {@code ledger}; both stand on
 * {@code transaction}.
 *
 * <p>Above the floors of arm-core: imports its {@code store}, {@code memory}, {@code embedding},
 * {@code text} and {@code error}, {@code rows}, {@code ledger} and {@code transaction} beside it,
 * and {@code java.sql}.
 */
package io.runbookmemory.jdbc;
