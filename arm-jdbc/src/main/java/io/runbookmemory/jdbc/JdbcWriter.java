package io.runbookmemory.jdbc;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.jdbc.rows.Dialect;
import io.runbookmemory.jdbc.rows.FilterSql;
import io.runbookmemory.jdbc.rows.MemoryEdits;
import io.runbookmemory.jdbc.rows.MemoryRows;
import io.runbookmemory.jdbc.transaction.Database;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.CompareAndSet;
import io.runbookmemory.store.CompareAndSet.Decision;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a tenant's memories, each call in one transaction. */
final class JdbcWriter implements MemoryWriter {

  private static final int READ_AT_ONCE = 500;

  private final Database database;
  private final Tenant tenant;

  JdbcWriter(Database database, Tenant tenant) {
    this.database = database;
    this.tenant = tenant;
  }

  private record Decided(Decision decision, MemoryRows.@Nullable Key old) {}

  /** The rows of one transaction, to read and to change. */
  private final class Transaction {

    final Session session;
    final MemoryRows rows;
    final MemoryEdits edits;

    Transaction(Session session) {
      this.session = session;
      this.rows = new MemoryRows(session, database.name(), tenant);
      this.edits = new MemoryEdits(session, rows, tenant);
    }

    void admit(List<StoredMemory> batch) throws SQLException {
      EmbeddingSpace before = MemoryRows.space(session).orElse(null);
      EmbeddingSpace after = CompareAndSet.space(database.name(), before, batch);
      if (after != null && before == null) {
        edits.setSpace(after);
      }
    }

    List<Decided> decide(List<StoredMemory> batch) throws SQLException {
      List<Decided> decisions = new ArrayList<>();
      for (int from = 0; from < batch.size(); from += READ_AT_ONCE) {
        List<StoredMemory> some = batch.subList(from, Math.min(from + READ_AT_ONCE, batch.size()));
        List<MemoryId> ids = some.stream().map(StoredMemory::id).toList();
        Map<MemoryId, MemoryRows.Held> held = rows.held(ids);
        Map<MemoryId, Change.Deleted> tombstones = rows.tombstones(ids);
        for (StoredMemory offered : some) {
          long tombstone = version(tombstones.get(offered.id()));
          decisions.add(decided(offered, held.get(offered.id()), tombstone));
        }
      }
      return decisions;
    }

    private static Decided decided(
        StoredMemory offered, MemoryRows.@Nullable Held held, long tombstone) {
      return held == null
          ? new Decided(CompareAndSet.decide(offered, null, tombstone), null)
          : new Decided(CompareAndSet.decide(offered, held.stored(), 0), held.key());
    }

    long carryOut(Decided decided, StoredMemory offered) throws SQLException {
      return switch (decided.decision()) {
        case Decision.Write write -> {
          edits.put(offered.withVersion(write.version()), decided.old(), null);
          yield write.version();
        }
        case Decision.Repeated repeated -> repeated.version();
        case Decision.Refuse refuse -> throw new IllegalStateException("refused before: " + refuse);
      };
    }

    /** Takes over those of some changes, of a memory each, that are news; returns how many. */
    long take(List<Change> changes) throws SQLException {
      List<MemoryId> ids = changes.stream().map(Change::id).toList();
      Map<MemoryId, MemoryRows.Held> held = rows.held(ids);
      List<Change> news = news(changes, held, rows.tombstones(ids));
      if (news.isEmpty()) {
        return 0;
      }
      // Old news must not decide the space.
      admit(upserted(news));
      edits.reserve(news.size());
      for (Change change : news) {
        take(change, held.get(change.id()));
      }
      edits.finish();
      return news.size();
    }

    private static long version(Change.@Nullable Deleted tombstone) {
      return tombstone == null ? 0 : tombstone.version();
    }

    private List<Change> news(
        List<Change> changes,
        Map<MemoryId, MemoryRows.Held> held,
        Map<MemoryId, Change.Deleted> tombstones)
        throws SQLException {
      Map<Long, Usage> usages =
          rows.usages(held.values().stream().map(MemoryRows.Held::number).toList());
      List<Change> news = new ArrayList<>();
      for (Change change : changes) {
        MemoryRows.Held here = held.get(change.id());
        if (CompareAndSet.isNews(
            change,
            here == null ? null : here.stored(),
            here == null ? Usage.NONE : usages.getOrDefault(here.number(), Usage.NONE),
            version(tombstones.get(change.id())))) {
          news.add(change);
        }
      }
      return news;
    }

    private static List<StoredMemory> upserted(List<Change> changes) {
      List<StoredMemory> upserted = new ArrayList<>();
      for (Change change : changes) {
        if (change instanceof Change.Upserted one) {
          upserted.add(one.stored());
        }
      }
      return upserted;
    }

    private void take(Change change, MemoryRows.@Nullable Held held) throws SQLException {
      MemoryRows.Key old = held == null ? null : held.key();
      switch (change) {
        case Change.Upserted upserted -> {
          if (held != null && held.stored().equals(upserted.stored())) {
            edits.recount(held.number(), upserted.usage());
          } else {
            edits.put(upserted.stored(), old, upserted.usage());
          }
        }
        case Change.Deleted deleted ->
            edits.delete(deleted.id(), deleted.version(), deleted.at(), old);
      }
    }
  }

  @Override
  public UpsertResult upsert(List<StoredMemory> batch) {
    CompareAndSet.check(tenant, batch);
    return database.write(session -> upsert(new Transaction(session), batch));
  }

  private static UpsertResult upsert(Transaction transaction, List<StoredMemory> batch)
      throws SQLException {
    List<Decided> decisions = transaction.decide(batch);
    List<UpsertResult.Conflict> conflicts = new ArrayList<>();
    for (Decided decided : decisions) {
      if (decided.decision() instanceof Decision.Refuse refuse) {
        conflicts.add(refuse.conflict());
      }
    }
    if (!conflicts.isEmpty()) {
      return new UpsertResult.Conflicted(conflicts);
    }
    transaction.admit(batch);
    transaction.edits.reserve(
        decisions.stream().filter(each -> each.decision() instanceof Decision.Write).count());
    List<Long> versions = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      versions.add(transaction.carryOut(decisions.get(i), batch.get(i)));
    }
    transaction.edits.finish();
    return new UpsertResult.Applied(versions);
  }

  @Override
  public boolean adjust(MemoryId id, UsageDelta delta) {
    return adjust(Map.of(id, delta)) > 0;
  }

  @Override
  public long adjust(Map<MemoryId, UsageDelta> deltas) {
    return deltas.isEmpty()
        ? 0
        : database.write(session -> adjust(new Transaction(session), deltas));
  }

  private static long adjust(Transaction transaction, Map<MemoryId, UsageDelta> deltas)
      throws SQLException {
    List<MemoryRows.Key> keys = transaction.rows.keys(deltas.keySet());
    Map<Long, Usage> usages =
        transaction.rows.usages(keys.stream().map(MemoryRows.Key::number).toList());
    transaction.edits.reserve(keys.size());
    for (MemoryRows.Key key : keys) {
      UsageDelta delta = Objects.requireNonNull(deltas.get(key.id()));
      Usage before = usages.getOrDefault(key.number(), Usage.NONE);
      transaction.edits.recount(key.number(), before.plus(delta));
    }
    return keys.size();
  }

  @Override
  public long delete(Collection<MemoryId> ids, Instant at) {
    return database.write(
        session -> {
          Transaction transaction = new Transaction(session);
          return delete(transaction, transaction.rows.keys(ids), at);
        });
  }

  @Override
  public long delete(Filter filter, Instant at) {
    return database.write(
        session -> {
          Sql sql = MemoryRows.keysOf(tenant).add(" AND ");
          FilterSql.append(filter, Dialect.of(session), tenant, sql);
          Transaction transaction = new Transaction(session);
          return delete(transaction, transaction.rows.keys(sql.add(" ORDER BY m.id")), at);
        });
  }

  private static long delete(Transaction transaction, List<MemoryRows.Key> keys, Instant at)
      throws SQLException {
    transaction.edits.reserve(keys.size());
    for (MemoryRows.Key key : keys) {
      transaction.edits.delete(key.id(), key.version(), at, key);
    }
    transaction.edits.finish();
    return keys.size();
  }

  @Override
  public long apply(List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof Change.Upserted upserted) {
        CompareAndSet.check(tenant, List.of(upserted.stored()));
      }
    }
    return database.write(session -> apply(new Transaction(session), changes));
  }

  private static long apply(Transaction transaction, List<Change> changes) throws SQLException {
    long taken = 0;
    Set<MemoryId> ids = new HashSet<>();
    int from = 0;
    for (int i = 0; i < changes.size(); i++) {
      // What a change comes to depends on those of the same memory before it.
      if (ids.size() == READ_AT_ONCE || ids.contains(changes.get(i).id())) {
        taken += transaction.take(changes.subList(from, i));
        ids.clear();
        from = i;
      }
      ids.add(changes.get(i).id());
    }
    return taken + transaction.take(changes.subList(from, changes.size()));
  }
}
