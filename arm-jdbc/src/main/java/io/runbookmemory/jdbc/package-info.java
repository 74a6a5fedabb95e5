/**
 * Memories, ledgers and leases in an SQL database: {@link io.runbookmemory.jdbc.SqliteMemoryStore}
 * keeps them in one file, {@link io.runbookmemory.jdbc.PostgresMemoryStore} on a server that many
 * processes share. What is named {@code Sqlite…}, {@code Postgres…} or {@code Pg…} holds for one of
 * them alone; the rest is plain SQL over JDBC, and asks a {@code Dialect} for what is not.
 *
 * <p>Ledgers and leases are in {@code ledger}; they and memories stand on {@code transaction}.
 *
 * <p>Above the floors of arm-core: imports its {@code store}, {@code memory}, {@code embedding},
 * {@code text} and {@code error}, {@code ledger} and {@code transaction} beside it, and {@code
 * java.sql}.
 */
package io.runbookmemory.jdbc;
