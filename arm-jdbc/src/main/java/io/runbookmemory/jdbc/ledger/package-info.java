/**
 * Ledgers and leases in an SQL database: {@link io.runbookmemory.jdbc.ledger.JdbcLedger} and {@link
 * io.runbookmemory.jdbc.ledger.JdbcLeases}, the same for every database but for the clock.
 *
 * <p>Not exported. Imports {@code transaction} beside it, and of arm-core {@code store.ledger},
 * {@code store.lease}, {@code memory} and {@code error}.
 */
package io.runbookmemory.jdbc.ledger;
