package io.runbookmemory.jdbc.ledger;

import io.runbookmemory.jdbc.transaction.Sql;
import java.time.InstantSource;

/** The clock that a store's leases go by. Thread-safe. */
public interface StoreClock {

  /**
   * PostgreSQL's, at the instant that a row is looked at: {@code now()} would be when the
   * transaction began, before it waited for a lock.
   */
  StoreClock POSTGRES = sql -> sql.add("(extract(epoch FROM clock_timestamp()) * 1000000)::bigint");

  /**
   * Returns the clock of a store that one machine has to itself.
   *
   * @param source the machine's
   * @return read when a statement is put together
   */
  static StoreClock of(InstantSource source) {
    return sql -> sql.add("?", Micros.of(source.instant()));
  }

  /**
   * Appends what time it is, in microseconds since 1970.
   *
   * @param sql the statement
   * @return the same
   */
  Sql now(Sql sql);
}
