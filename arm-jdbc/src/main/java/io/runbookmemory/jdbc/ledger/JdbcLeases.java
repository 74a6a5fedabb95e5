package io.runbookmemory.jdbc.ledger;

import io.runbookmemory.jdbc.transaction.Database;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.AppendResult;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Leases, a row each, that is made once and then changed. Every change is one statement that locks
 * the row and looks at the clock after that. Thread-safe.
 */
public final class JdbcLeases implements Leases {

  /** Of a lease that was released: over by any clock, also one that was set back. */
  private static final long RELEASED = 0;

  private final Database database;
  private final StoreClock clock;

  /**
   * Creates the leases of a store.
   *
   * @param database where they are
   * @param clock what they go by
   */
  public JdbcLeases(Database database, StoreClock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Acquisition acquire(Claim claim) {
    return database.writeRow(
        session -> {
          Optional<Lease> granted = granted(session, claim);
          // The row is locked even where it was not changed.
          return granted.isPresent()
              ? new Acquisition.Granted(granted.get())
              : held(session, claim.name());
        });
  }

  private Optional<Lease> granted(Session session, Claim claim) throws SQLException {
    Sql sql =
        new Sql(
            "INSERT INTO lease (name, token, owner, expires_at) VALUES (?, 1, ?, ",
            claim.name(),
            claim.owner());
    clock.now(sql).add(" + ?)", micros(claim));
    sql.add(
        " ON CONFLICT (name) DO UPDATE"
            + " SET token = lease.token + 1, owner = excluded.owner, expires_at = ");
    clock.now(sql).add(" + ? WHERE lease.expires_at <= ", micros(claim));
    clock.now(sql).add(" RETURNING token, expires_at");
    return session.only(
        sql, row -> new Lease(claim, row.getLong(1), Micros.instant(row.getLong(2))));
  }

  private static Acquisition held(Session session, String name) throws SQLException {
    return session
        .only(
            new Sql("SELECT owner, expires_at FROM lease WHERE name = ?", name),
            row -> new Acquisition.Held(row.getString(1), Micros.instant(row.getLong(2))))
        .orElseThrow();
  }

  @Override
  public Optional<Lease> renew(Lease lease) {
    return database.writeRow(
        session -> {
          Sql sql = new Sql("UPDATE lease SET expires_at = ");
          clock.now(sql).add(" + ?", micros(lease.claim()));
          return session.only(
              ifHeld(sql, lease).add(" RETURNING expires_at"),
              row -> new Lease(lease.claim(), lease.token(), Micros.instant(row.getLong(1))));
        });
  }

  @Override
  public boolean release(Lease lease) {
    return database.writeRow(
        session -> {
          Sql sql = new Sql("UPDATE lease SET expires_at = ?", RELEASED);
          return isChanged(session, ifHeld(sql, lease));
        });
  }

  /**
   * Returns why a lease does not allow a write, inside the transaction that writes; empty if it
   * does. Then its row is locked, so that nobody is granted it before the commit.
   */
  Optional<AppendResult.Fenced> fence(Session session, Lease lease) throws SQLException {
    Sql sql = new Sql("UPDATE lease SET token = token");
    if (isChanged(session, ifHeld(sql, lease))) {
      return Optional.empty();
    }
    String newest = "SELECT token FROM lease WHERE name = ?";
    return Optional.of(
        new AppendResult.Fenced(lease, session.number(newest, lease.claim().name())));
  }

  private Sql ifHeld(Sql sql, Lease lease) {
    sql.add(" WHERE name = ? AND token = ?", lease.claim().name(), lease.token());
    return clock.now(sql.add(" AND expires_at > "));
  }

  private static boolean isChanged(Session session, Sql sql) throws SQLException {
    return session.only(sql.add(" RETURNING token"), row -> row.getLong(1)).isPresent();
  }

  private static long micros(Claim claim) {
    return claim.length().toNanos() / 1_000;
  }
}
