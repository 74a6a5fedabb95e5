/**
 * Memories in an SQL database: {@link io.runbookmemory.jdbc.SqliteMemoryStore} keeps them in one
 * file. What is named {@code Sqlite…} holds for SQLite alone; the rest is plain SQL over JDBC.
 *
 * <p>Above the floors of arm-core: imports its {@code store}, {@code memory}, {@code embedding},
 * {@code text} and {@code error}, and {@code java.sql}.
 */
package io.runbookmemory.jdbc;
