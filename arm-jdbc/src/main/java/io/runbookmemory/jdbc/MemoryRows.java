package io.runbookmemory.jdbc;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.memory.json.UsageJson;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoreStats;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.text.TextRange;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a tenant's rows say, inside one transaction. */
final class MemoryRows {

  /** The number that a memory's rows are joined by, and what identifies its revision. */
  record Key(long number, MemoryId id, long version) {}

  /** A memory and its number. */
  record Held(long number, StoredMemory stored) {
    Key key() {
      return new Key(number, stored.id(), stored.memory().version());
    }
  }

  private record Json(long number, long position, String json) {}

  private static final String SELECT =
      "SELECT m.number, m.position, c.json FROM memory m JOIN content c ON c.memory = m.number"
          + " WHERE m.tenant = ?";

  private final Session session;
  private final String store;
  private final Tenant tenant;
  private @Nullable EmbeddingSpace space;

  MemoryRows(Session session, String store, Tenant tenant) {
    this.session = session;
    this.store = store;
    this.tenant = tenant;
  }

  static Optional<EmbeddingSpace> space(Session session) throws SQLException {
    return session.only(
        new Sql("SELECT model, dimension, checksum FROM store WHERE model IS NOT NULL"),
        row -> new EmbeddingSpace(row.getString(1), row.getInt(2), row.getString(3)));
  }

  /** Returns the query of a tenant's keys, to be narrowed down. */
  static Sql keysOf(Tenant tenant) {
    return new Sql(
        "SELECT m.number, m.id, m.version FROM memory m WHERE m.tenant = ?", tenant.name());
  }

  Optional<Key> key(MemoryId id) throws SQLException {
    return keys(keysOf(tenant).add(" AND m.id = ?", bytes(id))).stream().findFirst();
  }

  List<Key> keys(Sql sql) throws SQLException {
    return session.list(sql, row -> new Key(row.getLong(1), id(row.getBytes(2)), row.getLong(3)));
  }

  Optional<Held> held(MemoryId id) throws SQLException {
    Sql sql = new Sql(SELECT + " AND m.id = ?", tenant.name(), bytes(id));
    List<Json> rows = session.list(sql, MemoryRows::json);
    return rows.isEmpty() ? Optional.empty() : Optional.of(held(rows.getFirst()));
  }

  Memory memory(long number) throws SQLException {
    String json =
        session
            .only(
                new Sql("SELECT json FROM content WHERE memory = ?", number),
                row -> row.getString(1))
            .orElseThrow();
    return memory(json);
  }

  List<StoredMemory> page(Filter filter, @Nullable MemoryId after, int pageSize)
      throws SQLException {
    Sql sql = new Sql(SELECT, tenant.name());
    if (after != null) {
      sql.add(" AND m.id > ?", bytes(after));
    }
    FilterSql.append(filter, tenant, sql.add(" AND "));
    List<StoredMemory> page = new ArrayList<>();
    for (Json row : session.list(sql.add(" ORDER BY m.id LIMIT ?", pageSize), MemoryRows::json)) {
      page.add(held(row).stored());
    }
    return page;
  }

  Usage usage(long number) throws SQLException {
    Sql sql = new Sql("SELECT json FROM usage WHERE memory = ?", number);
    try {
      return session.only(sql, row -> row.getString(1)).map(UsageJson::read).orElse(Usage.NONE);
    } catch (InvalidInputException e) {
      throw unreadable(e);
    }
  }

  long count(Filter filter) throws SQLException {
    Sql sql = new Sql("SELECT count(*) FROM memory m WHERE m.tenant = ? AND ", tenant.name());
    FilterSql.append(filter, tenant, sql);
    return session.only(sql, row -> row.getLong(1)).orElse(0L);
  }

  StoreStats stats() throws SQLException {
    String name = tenant.name();
    return new StoreStats(
        session.number("SELECT count(*) FROM memory WHERE tenant = ?", name),
        session.number(
            "SELECT count(*) FROM passage p JOIN memory m ON m.number = p.memory"
                + " WHERE m.tenant = ?",
            name),
        session.number("SELECT count(*) FROM revision WHERE tenant = ?", name),
        session.number("SELECT count(*) FROM tombstone WHERE tenant = ?", name),
        Math.max(
            session.number("SELECT max(position) FROM memory WHERE tenant = ?", name),
            session.number("SELECT max(position) FROM tombstone WHERE tenant = ?", name)));
  }

  List<Memory> history(MemoryId id) throws SQLException {
    Sql sql =
        new Sql(
            "SELECT json FROM revision WHERE tenant = ? AND id = ? ORDER BY version",
            tenant.name(),
            bytes(id));
    return session.list(sql, row -> memory(row.getString(1)));
  }

  /** Returns the version that was deleted, 0 if none was. */
  long tombstone(MemoryId id) throws SQLException {
    return session.number(
        "SELECT version FROM tombstone WHERE tenant = ? AND id = ?", tenant.name(), bytes(id));
  }

  List<Change> changes(long after, int pageSize) throws SQLException {
    String page = " AND position > ? ORDER BY position LIMIT ?";
    List<Change> changes = new ArrayList<>();
    Sql upserted = new Sql(SELECT + page, tenant.name(), after, pageSize);
    for (Json row : session.list(upserted, MemoryRows::json)) {
      changes.add(new Change.Upserted(row.position(), held(row).stored(), usage(row.number())));
    }
    session.forEach(
        new Sql(
            "SELECT position, id, version, deleted_at FROM tombstone WHERE tenant = ?" + page,
            tenant.name(),
            after,
            pageSize),
        row ->
            changes.add(
                new Change.Deleted(
                    row.getLong(1),
                    id(row.getBytes(2)),
                    row.getLong(3),
                    Instant.parse(row.getString(4)))));
    return changes.stream()
        .sorted(Comparator.comparingLong(Change::position))
        .limit(pageSize)
        .toList();
  }

  private static Json json(ResultSet row) throws SQLException {
    return new Json(row.getLong(1), row.getLong(2), row.getString(3));
  }

  private Held held(Json row) throws SQLException {
    List<Passage> passages =
        session.list(
            new Sql(
                "SELECT range_start, range_end, vector FROM passage WHERE memory = ?"
                    + " ORDER BY ordinal",
                row.number()),
            this::passage);
    if (space == null && !passages.isEmpty()) {
      space = space(session).orElse(null);
    }
    try {
      Memory memory = memory(row.json());
      return new Held(
          row.number(), new StoredMemory(memory, passages, passages.isEmpty() ? null : space));
    } catch (IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  private Passage passage(ResultSet row) throws SQLException {
    try {
      return new Passage(range(row), Vectors.embedding(row.getBytes(3)));
    } catch (IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  @Nullable TextRange range(long number, int ordinal) throws SQLException {
    List<@Nullable TextRange> ranges = new ArrayList<>();
    session.forEach(
        new Sql(
            "SELECT range_start, range_end FROM passage WHERE memory = ? AND ordinal = ?",
            number,
            ordinal),
        row -> ranges.add(range(row)));
    return ranges.getFirst();
  }

  private static @Nullable TextRange range(ResultSet row) throws SQLException {
    return row.getObject(1) == null ? null : new TextRange(row.getInt(1), row.getInt(2));
  }

  private Memory memory(String json) {
    try {
      return MemoryJson.read(json);
    } catch (InvalidInputException e) {
      throw unreadable(e);
    }
  }

  private CorruptStoreException unreadable(RuntimeException cause) {
    return new CorruptStoreException(
        store, store + " holds a row that cannot be read: " + cause.getMessage(), cause);
  }

  /** Indexes the words of all memories anew, as this release tokenizes them. */
  static void indexWordsAgain(Session session, String store) throws SQLException {
    session.execute("DROP TABLE words");
    session.execute(SqliteWords.TABLE);
    session.forEach(
        new Sql(
            "SELECT m.tenant, m.number, c.json FROM memory m"
                + " JOIN content c ON c.memory = m.number"),
        row -> {
          Tenant tenant = new Tenant(row.getString(1));
          Memory memory = new MemoryRows(session, store, tenant).memory(row.getString(3));
          new SqliteWords(tenant).insert(session, row.getLong(2), memory);
        });
  }

  static byte[] bytes(MemoryId id) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(id.value().getMostSignificantBits())
        .putLong(id.value().getLeastSignificantBits())
        .array();
  }

  static MemoryId id(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new MemoryId(new UUID(buffer.getLong(), buffer.getLong()));
  }
}
