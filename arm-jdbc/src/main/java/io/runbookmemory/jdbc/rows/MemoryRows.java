package io.runbookmemory.jdbc.rows;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.jdbc.transaction.Database;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a tenant's rows say, inside one transaction. */
public final class MemoryRows {

  /** The number that a memory's rows are joined by, and what identifies its revision. */
  public record Key(long number, MemoryId id, long version) {}

  /** A memory, its number and its position. */
  public record Held(long number, long position, StoredMemory stored) {
    public Key key() {
      return new Key(number, stored.id(), stored.memory().version());
    }
  }

  private record Json(long number, long position, String json) {}

  private static final int WORDS_AT_ONCE = 100;

  private static final String SELECT =
      "SELECT m.number, m.position, c.json FROM memory m JOIN content c ON c.memory = m.number"
          + " WHERE m.tenant = ?";

  private static final String SELECT_TOMBSTONE =
      "SELECT position, id, version, deleted_at FROM tombstone WHERE tenant = ?";

  private final Session session;
  private final String store;
  private final Tenant tenant;
  private @Nullable EmbeddingSpace space;

  public MemoryRows(Session session, String store, Tenant tenant) {
    this.session = session;
    this.store = store;
    this.tenant = tenant;
  }

  public static Optional<EmbeddingSpace> space(Session session) throws SQLException {
    return session.only(
        new Sql("SELECT model, dimension, checksum FROM store WHERE model IS NOT NULL"),
        row -> new EmbeddingSpace(row.getString(1), row.getInt(2), row.getString(3)));
  }

  /** Returns the query of a tenant's keys, to be narrowed down. */
  public static Sql keysOf(Tenant tenant) {
    return new Sql(
        "SELECT m.number, m.id, m.version FROM memory m WHERE m.tenant = ?", tenant.name());
  }

  public Optional<Key> key(MemoryId id) throws SQLException {
    return keys(keysOf(tenant).add(" AND m.id = ?", id.value())).stream().findFirst();
  }

  /** Returns the keys of those of some memories that are there. */
  public List<Key> keys(Collection<MemoryId> ids) throws SQLException {
    Sql sql = keysOf(tenant).add(" AND m.id");
    Dialect.of(session).in(sql, values(ids));
    return keys(sql.add(" ORDER BY m.id"));
  }

  public List<Key> keys(Sql sql) throws SQLException {
    return session.list(
        sql, row -> new Key(row.getLong(1), Dialect.of(session).memoryId(row, 2), row.getLong(3)));
  }

  public Optional<Held> held(MemoryId id) throws SQLException {
    Sql sql = new Sql(SELECT + " AND m.id = ?", tenant.name(), id.value());
    return held(session.list(sql, MemoryRows::json)).stream().findFirst();
  }

  /** Returns those of some memories that are there. */
  public Map<MemoryId, Held> held(Collection<MemoryId> ids) throws SQLException {
    Sql sql = new Sql(SELECT + " AND m.id", tenant.name());
    Dialect.of(session).in(sql, values(ids));
    Map<MemoryId, Held> held = new HashMap<>();
    held(session.list(sql, MemoryRows::json)).forEach(one -> held.put(one.stored().id(), one));
    return held;
  }

  private static List<UUID> values(Collection<MemoryId> ids) {
    return ids.stream().map(MemoryId::value).toList();
  }

  Sql of(Collection<Long> numbers, String query) {
    Sql sql = new Sql(query);
    Dialect.of(session).in(sql, false, numbers);
    return sql;
  }

  public List<StoredMemory> page(Filter filter, @Nullable MemoryId after, int pageSize)
      throws SQLException {
    Sql sql = new Sql(SELECT, tenant.name());
    if (after != null) {
      sql.add(" AND m.id > ?", after.value());
    }
    FilterSql.append(filter, Dialect.of(session), tenant, sql.add(" AND "));
    sql.add(" ORDER BY m.id LIMIT ?", pageSize);
    return held(session.list(sql, MemoryRows::json)).stream().map(Held::stored).toList();
  }

  public Usage usage(long number) throws SQLException {
    return usages(List.of(number)).getOrDefault(number, Usage.NONE);
  }

  /** Returns the usages of those of some memories that were used. */
  public Map<MemoryId, Usage> usagesById(Collection<MemoryId> ids) throws SQLException {
    Sql sql =
        new Sql(
            "SELECT m.id, u.json FROM memory m JOIN usage u ON u.memory = m.number"
                + " WHERE m.tenant = ? AND m.id",
            tenant.name());
    Dialect.of(session).in(sql, values(ids));
    Map<MemoryId, Usage> usages = new HashMap<>();
    session.forEach(
        sql, row -> usages.put(Dialect.of(session).memoryId(row, 1), usage(row.getString(2))));
    return usages;
  }

  Usage usage(String json) {
    try {
      return UsageJson.read(json);
    } catch (InvalidInputException e) {
      throw unreadable("a row", e);
    }
  }

  /** Returns the usages of those of some numbers that were used. */
  public Map<Long, Usage> usages(Collection<Long> numbers) throws SQLException {
    Map<Long, Usage> usages = new HashMap<>();
    session.forEach(
        of(numbers, "SELECT memory, json FROM usage WHERE memory"),
        row -> usages.put(row.getLong(1), usage(row.getString(2))));
    return usages;
  }

  public long count(Filter filter) throws SQLException {
    Sql sql = new Sql("SELECT count(*) FROM memory m WHERE m.tenant = ? AND ", tenant.name());
    FilterSql.append(filter, Dialect.of(session), tenant, sql);
    return session.only(sql, row -> row.getLong(1)).orElse(0L);
  }

  public StoreStats stats() throws SQLException {
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

  public List<Memory> history(MemoryId id) throws SQLException {
    Sql sql =
        new Sql(
            "SELECT json FROM revision WHERE tenant = ? AND id = ? ORDER BY version",
            tenant.name(),
            id.value());
    return session.list(sql, row -> memory(row.getString(1)));
  }

  /** Returns the tombstones of those of some memories that were deleted. */
  public Map<MemoryId, Change.Deleted> tombstones(Collection<MemoryId> ids) throws SQLException {
    Map<MemoryId, Change.Deleted> tombstones = new HashMap<>();
    Sql sql = new Sql(SELECT_TOMBSTONE + " AND id", tenant.name());
    Dialect.of(session).in(sql, values(ids));
    session.forEach(
        sql,
        row -> {
          Change.Deleted tombstone = deleted(row);
          tombstones.put(tombstone.id(), tombstone);
        });
    return tombstones;
  }

  private Change.Deleted deleted(ResultSet row) throws SQLException {
    return new Change.Deleted(
        row.getLong(1),
        Dialect.of(session).memoryId(row, 2),
        row.getLong(3),
        Instant.parse(row.getString(4)));
  }

  public List<Change> changes(long after, int pageSize) throws SQLException {
    String page = " AND position > ? ORDER BY position LIMIT ?";
    List<Change> changes = new ArrayList<>();
    Sql upserted = new Sql(SELECT + page, tenant.name(), after, pageSize);
    List<Json> rows = session.list(upserted, MemoryRows::json);
    Map<Long, Usage> usages = usages(rows.stream().map(Json::number).toList());
    for (Held held : held(rows)) {
      Usage usage = usages.getOrDefault(held.number(), Usage.NONE);
      changes.add(new Change.Upserted(held.position(), held.stored(), usage));
    }
    session.forEach(
        new Sql(SELECT_TOMBSTONE + page, tenant.name(), after, pageSize),
        row -> changes.add(deleted(row)));
    return changes.stream()
        .sorted(Comparator.comparingLong(Change::position))
        .limit(pageSize)
        .toList();
  }

  private static Json json(ResultSet row) throws SQLException {
    return new Json(row.getLong(1), row.getLong(2), row.getString(3));
  }

  /** Returns the memories of some rows, in their order. */
  private List<Held> held(List<Json> rows) throws SQLException {
    Map<Long, List<Passage>> passages = passages(rows.stream().map(Json::number).toList());
    if (space == null && !passages.isEmpty()) {
      space = space(session).orElse(null);
    }
    List<Held> held = new ArrayList<>();
    for (Json row : rows) {
      List<Passage> own = passages.getOrDefault(row.number(), List.of());
      Memory memory = memory(row.json());
      try {
        StoredMemory stored = new StoredMemory(memory, own, own.isEmpty() ? null : space);
        held.add(new Held(row.number(), row.position(), stored));
      } catch (IllegalArgumentException e) {
        throw unreadable("the row of the memory " + memory.id(), e);
      }
    }
    return held;
  }

  private Map<Long, List<Passage>> passages(Collection<Long> numbers) throws SQLException {
    Vectors vectors = Dialect.of(session).vectors();
    String columns = "SELECT memory, range_start, range_end, " + vectors.column();
    Map<Long, List<Passage>> passages = new HashMap<>();
    session.forEach(
        of(numbers, columns + " FROM passage WHERE memory").add(" ORDER BY memory, ordinal"),
        row ->
            passages
                .computeIfAbsent(row.getLong(1), number -> new ArrayList<>())
                .add(new Passage(range(row, 2), embedding(vectors, row))));
    return passages;
  }

  private Embedding embedding(Vectors vectors, ResultSet row) throws SQLException {
    try {
      return vectors.embedding(row.getBytes(4));
    } catch (IllegalArgumentException e) {
      throw unreadable("a passage of the memory with the number " + row.getLong(1), e);
    }
  }

  CorruptStoreException misfit(int wanted, int found, long number) {
    return VectorScan.misfit(
        store, wanted, found, "passage 0 of the memory with the number " + number);
  }

  @Nullable TextRange range(ResultSet row, int column) throws SQLException {
    int start = row.getInt(column);
    try {
      return row.wasNull() ? null : new TextRange(start, row.getInt(column + 1));
    } catch (IllegalArgumentException e) {
      throw unreadable("a row", e);
    }
  }

  Memory memory(String json) {
    try {
      return MemoryJson.read(json);
    } catch (InvalidInputException e) {
      throw unreadable("a row", e);
    }
  }

  private CorruptStoreException unreadable(String what, RuntimeException cause) {
    return new CorruptStoreException(
        store, store + ": " + what + " cannot be read: " + cause.getMessage(), cause);
  }

  /** Indexes the words of all memories anew if another tokenizer than a version made the tokens. */
  public static void useTokenizer(Database database, int version) {
    if (database.read(MemoryRows::tokenizer) != version) {
      database.define(
          session -> {
            // Locks the row, as every writer does, and another process may have been first.
            session.update("UPDATE store SET tokenizer = tokenizer");
            if (tokenizer(session) != version) {
              indexWordsAgain(session, database.name());
              session.update("UPDATE store SET tokenizer = ?", version);
            }
            return version;
          });
    }
  }

  private static long tokenizer(Session session) throws SQLException {
    return session.number("SELECT tokenizer FROM store");
  }

  private static void indexWordsAgain(Session session, String store) throws SQLException {
    Dialect dialect = Dialect.of(session);
    dialect.emptyWords(session);
    List<Insertion> words = new ArrayList<>(List.of(dialect.words()));
    session.forEach(
        new Sql(
            "SELECT m.tenant, m.number, c.json FROM memory m"
                + " JOIN content c ON c.memory = m.number"),
        row -> {
          Tenant tenant = new Tenant(row.getString(1));
          Memory memory = new MemoryRows(session, store, tenant).memory(row.getString(3));
          dialect.addWords(words.getLast(), row.getLong(2), dialect.wordsOf(tenant, memory));
          if (words.getLast().rows().size() >= WORDS_AT_ONCE) {
            dialect.insert(session, words.removeLast());
            words.add(dialect.words());
          }
        });
    if (!words.getLast().rows().isEmpty()) {
      dialect.insert(session, words.getLast());
    }
  }
}
