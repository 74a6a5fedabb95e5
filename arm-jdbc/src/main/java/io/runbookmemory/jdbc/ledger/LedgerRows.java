package io.runbookmemory.jdbc.ledger;

import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.jdbc.transaction.Positions;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a tenant's rows of the ledger say, and new ones, inside one transaction. */
final class LedgerRows {

  private static final String SELECT =
      "SELECT position, id, stream, kind, happened_at, subject, body FROM ledger WHERE tenant = ?";

  private final Session session;
  private final String store;
  private final Tenant tenant;

  LedgerRows(Session session, String store, Tenant tenant) {
    this.session = session;
    this.store = store;
    this.tenant = tenant;
  }

  /** Returns those of some entries that stand there. */
  Map<UUID, PostedEntry> standing(List<UUID> ids) throws SQLException {
    Sql sql = new Sql(SELECT + " AND id", tenant.name());
    session.binding().in(sql, ids);
    Map<UUID, PostedEntry> standing = new HashMap<>();
    session.forEach(
        sql,
        row -> {
          PostedEntry posted = posted(row);
          standing.put(posted.entry().id(), posted);
        });
    return standing;
  }

  /** Writes entries, each at the next position. */
  Map<UUID, Long> post(List<LedgerEntry> entries) throws SQLException {
    Map<UUID, Long> positions = new HashMap<>();
    long position = Positions.take(session, entries.size()) - entries.size();
    for (LedgerEntry entry : entries) {
      session.later(
          "INSERT INTO ledger (tenant, stream, position, id, kind, happened_at, subject, body)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          tenant.name(),
          entry.stream().name(),
          ++position,
          entry.id(),
          entry.kind(),
          Micros.of(entry.at()),
          entry.subject(),
          entry.body());
      session.flushIfMany();
      positions.put(entry.id(), position);
    }
    session.flush();
    return positions;
  }

  /** Returns the streams, from one to the next by the index, however many entries each has. */
  Set<LedgerStream> streams() throws SQLException {
    Set<LedgerStream> streams = new HashSet<>();
    Optional<String> next = streamAfter("");
    while (next.isPresent()) {
      streams.add(new LedgerStream(next.get()));
      next = streamAfter(next.get());
    }
    return streams;
  }

  private Optional<String> streamAfter(String name) throws SQLException {
    return session.only(
        new Sql(
            "SELECT stream FROM ledger WHERE tenant = ? AND stream > ? ORDER BY stream LIMIT 1",
            tenant.name(),
            name),
        row -> row.getString(1));
  }

  List<PostedEntry> page(EntryFilter filter, long after, int pageSize) throws SQLException {
    Sql sql = passing(filter).add(" AND position > ?", after);
    return session.list(sql.add(" ORDER BY position LIMIT ?", pageSize), this::posted);
  }

  List<PostedEntry> last(EntryFilter filter) throws SQLException {
    return session.list(passing(filter).add(" ORDER BY position DESC LIMIT 1"), this::posted);
  }

  private Sql passing(EntryFilter filter) {
    Sql sql = new Sql(SELECT + " AND stream = ?", tenant.name(), filter.stream().name());
    if (filter.subject() != null) {
      sql.add(" AND subject = ?", filter.subject());
    }
    return sql;
  }

  /**
   * Drops the oldest first, so that nobody meets what began without its end, which was dropped.
   *
   * @return how many were dropped, which is {@code most} if there may be more
   */
  int prune(LedgerStream stream, long before, int most) throws SQLException {
    return session.update(
        "DELETE FROM ledger WHERE tenant = ? AND stream = ? AND position IN (SELECT position"
            + " FROM ledger WHERE tenant = ? AND stream = ? AND happened_at < ?"
            + " ORDER BY happened_at LIMIT ?)",
        tenant.name(),
        stream.name(),
        tenant.name(),
        stream.name(),
        before,
        most);
  }

  private PostedEntry posted(ResultSet row) throws SQLException {
    try {
      LedgerEntry entry =
          new LedgerEntry(
              session.binding().id(row, 2),
              new LedgerStream(row.getString(3)),
              row.getString(4),
              Micros.instant(row.getLong(5)),
              row.getString(6),
              row.getString(7));
      return new PostedEntry(row.getLong(1), entry);
    } catch (IllegalArgumentException e) {
      throw new CorruptStoreException(
          store, store + " holds an entry that cannot be read: " + e.getMessage(), e);
    }
  }
}
