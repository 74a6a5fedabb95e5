package io.runbookmemory.jdbc.ledger;

import io.runbookmemory.jdbc.transaction.Database;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.AppendRules;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A tenant's ledger, each call in one transaction, but for pruning. Thread-safe. */
public final class JdbcLedger implements Ledger {

  /** So many that no transaction keeps other writers waiting for long. */
  private static final int PRUNED_AT_ONCE = 1_000;

  private final Database database;
  private final JdbcLeases leases;
  private final Tenant tenant;

  /**
   * Creates a tenant's ledger.
   *
   * @param database where it is
   * @param leases of the same store
   * @param tenant whose
   */
  public JdbcLedger(Database database, JdbcLeases leases, Tenant tenant) {
    this.database = database;
    this.leases = leases;
    this.tenant = tenant;
  }

  /** A batch, and what of it stands there, inside the transaction that appends the rest. */
  private final class Appending {

    final LedgerRows rows;
    final List<LedgerEntry> batch;
    final List<LedgerEntry> news;
    final Map<UUID, Long> positions = new HashMap<>();

    Appending(Session session, List<LedgerEntry> batch) throws SQLException {
      this.rows = rows(session);
      this.batch = batch;
      Map<UUID, PostedEntry> standing = rows.standing(batch.stream().map(LedgerEntry::id).toList());
      this.news = AppendRules.news(batch, standing);
      standing.forEach((id, posted) -> positions.put(id, posted.position()));
    }

    List<Long> positions() throws SQLException {
      if (!news.isEmpty()) {
        positions.putAll(rows.post(news));
      }
      return batch.stream()
          .map(entry -> Objects.requireNonNull(positions.get(entry.id())))
          .toList();
    }
  }

  private LedgerRows rows(Session session) {
    return new LedgerRows(session, database.name(), tenant);
  }

  @Override
  public Tenant tenant() {
    return tenant;
  }

  @Override
  public List<Long> append(List<LedgerEntry> batch) {
    AppendRules.check(batch);
    return database.write(session -> new Appending(session, batch).positions());
  }

  @Override
  public AppendResult append(List<LedgerEntry> batch, Lease lease) {
    AppendRules.check(batch);
    return database.write(
        session -> {
          Appending appending = new Appending(session, batch);
          if (!appending.news.isEmpty()) {
            Optional<AppendResult.Fenced> fenced = leases.fence(session, lease);
            if (fenced.isPresent()) {
              return fenced.get();
            }
          }
          return new AppendResult.Appended(appending.positions());
        });
  }

  @Override
  public Set<LedgerStream> streams() {
    return database.read(session -> rows(session).streams());
  }

  @Override
  public List<PostedEntry> read(EntryFilter filter, long after, int pageSize) {
    if (pageSize < 1) {
      throw new IllegalArgumentException("pageSize must be at least 1, got " + pageSize);
    }
    return database.read(session -> rows(session).page(filter, after, pageSize));
  }

  @Override
  public Optional<PostedEntry> last(EntryFilter filter) {
    return database.read(session -> rows(session).last(filter)).stream().findFirst();
  }

  @Override
  public long prune(LedgerStream stream, Instant before) {
    long cut = Micros.of(before);
    long dropped = 0;
    int some;
    do {
      some = database.write(session -> rows(session).prune(stream, cut, PRUNED_AT_ONCE));
      dropped += some;
    } while (some == PRUNED_AT_ONCE);
    return dropped;
  }
}
