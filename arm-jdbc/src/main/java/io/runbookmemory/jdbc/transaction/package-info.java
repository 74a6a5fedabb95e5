/**
 * Transactions over JDBC: {@link io.runbookmemory.jdbc.transaction.Database} runs work in a {@link
 * io.runbookmemory.jdbc.transaction.Session}. What stands on it knows tables, and no connection.
 *
 * <p>Not exported. Imports {@code java.sql} alone.
 */
package io.runbookmemory.jdbc.transaction;
