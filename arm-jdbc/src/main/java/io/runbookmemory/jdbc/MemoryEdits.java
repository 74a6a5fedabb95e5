package io.runbookmemory.jdbc;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.jdbc.transaction.Positions;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.memory.json.UsageJson;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.CompareAndSet;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.text.TextRange;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes to a tenant's rows, inside one transaction; each takes the next position. */
final class MemoryEdits {

  private static final List<String> COLUMNS =
      Stream.concat(
              Stream.of("tenant", "id", "version", "position"),
              Field.all().stream().map(FilterSql::name))
          .toList();

  private static final String PUT =
      "INSERT INTO memory ("
          + String.join(", ", COLUMNS)
          + ") VALUES ("
          + COLUMNS.stream().map(column -> "?").collect(Collectors.joining(", "))
          + ") ON CONFLICT (tenant, id) DO UPDATE SET "
          + COLUMNS.stream()
              .map(column -> column + " = excluded." + column)
              .collect(Collectors.joining(", "))
          + " RETURNING number";

  private final Session session;
  private final Tenant tenant;
  private long position;
  private long lastReserved;

  MemoryEdits(Session session, Tenant tenant) {
    this.session = session;
    this.tenant = tenant;
  }

  /** Takes the positions of several changes at once. */
  void reserve(long changes) throws SQLException {
    lastReserved = Positions.take(session, changes);
    position = lastReserved - changes;
  }

  private long nextPosition() throws SQLException {
    if (position == lastReserved) {
      reserve(1);
    }
    return ++position;
  }

  /** Makes all changes that were asked for; nothing may be read, nor the work end, before. */
  void finish() throws SQLException {
    session.flush();
  }

  void setSpace(EmbeddingSpace space) throws SQLException {
    session.update(
        "UPDATE store SET model = ?, dimension = ?, checksum = ?",
        space.modelId(),
        space.dimension(),
        space.checksum());
    Dialect.of(session).spaceDecided(session, space);
  }

  /**
   * Stores a memory as it is, by the next {@link #finish}; a revision that it replaces goes to the
   * history.
   *
   * @return the number of its rows
   */
  long put(StoredMemory stored, MemoryRows.@Nullable Key old) throws SQLException {
    Memory memory = stored.memory();
    if (old != null) {
      if (old.version() != memory.version()) {
        remember(old);
      }
      session.later("DELETE FROM tag WHERE memory = ?", old.number());
      session.later("DELETE FROM passage WHERE memory = ?", old.number());
      Dialect.of(session).deleteWords(session, old.number());
      session.flush();
    }
    long number = session.number(PUT, columns(memory).toArray());
    session.later(
        "INSERT INTO content (memory, json) VALUES (?, ?)"
            + " ON CONFLICT (memory) DO UPDATE SET json = excluded.json",
        number,
        MemoryJson.write(memory));
    for (String tag : memory.tags()) {
      session.later(
          "INSERT INTO tag (tenant, tag, memory) VALUES (?, ?, ?)", tenant.name(), tag, number);
    }
    putPassages(number, stored.passages());
    Dialect.of(session).insertWords(session, tenant, number, memory);
    session.later(
        "DELETE FROM tombstone WHERE tenant = ? AND id = ?", tenant.name(), memory.id().value());
    session.flushIfMany();
    return number;
  }

  private List<@Nullable Object> columns(Memory memory) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(tenant.name());
    values.add(memory.id().value());
    values.add(memory.version());
    values.add(nextPosition());
    for (Field<?> field : Field.all()) {
      values.add(field.isText() ? field.of(memory) : field.encoded(memory));
    }
    return values;
  }

  private void putPassages(long number, List<Passage> passages) throws SQLException {
    Vectors vectors = Dialect.of(session).vectors();
    int ordinal = 0;
    for (Passage passage : passages) {
      TextRange range = passage.range();
      session.later(
          "INSERT INTO passage (memory, ordinal, range_start, range_end, vector)"
              + " VALUES (?, ?, ?, ?, "
              + vectors.placeholder()
              + ")",
          number,
          ordinal++,
          range == null ? null : range.start(),
          range == null ? null : range.end(),
          vectors.bound(passage.embedding()));
    }
  }

  private void remember(MemoryRows.Key old) throws SQLException {
    UUID id = old.id().value();
    session.later(
        "INSERT INTO revision (tenant, id, version, json)"
            + " SELECT ?, ?, ?, json FROM content WHERE memory = ?",
        tenant.name(),
        id,
        old.version(),
        old.number());
    session.later(
        "DELETE FROM revision WHERE tenant = ? AND id = ? AND version <= (SELECT version"
            + " FROM revision WHERE tenant = ? AND id = ? ORDER BY version DESC"
            + " LIMIT 1 OFFSET ?)",
        tenant.name(),
        id,
        tenant.name(),
        id,
        CompareAndSet.KEPT_REVISIONS);
  }

  /** Counts what became of a memory; it changes, but not its revision. */
  void recount(long number, Usage usage) throws SQLException {
    session.update("UPDATE memory SET position = ? WHERE number = ?", nextPosition(), number);
    putUsage(number, usage);
  }

  void putUsage(long number, Usage usage) throws SQLException {
    session.update(
        "INSERT INTO usage (memory, json) VALUES (?, ?)"
            + " ON CONFLICT (memory) DO UPDATE SET json = excluded.json",
        number,
        UsageJson.write(usage));
  }

  /**
   * Leaves a tombstone, and removes the memory if it is there, by the next {@link #finish}. Within
   * one, memories are either put or deleted.
   */
  void delete(MemoryId id, long version, Instant at, MemoryRows.@Nullable Key old)
      throws SQLException {
    if (old != null) {
      remember(old);
      Dialect.of(session).deleteWords(session, old.number());
      session.later("DELETE FROM memory WHERE number = ?", old.number());
    }
    session.later(
        "INSERT INTO tombstone (tenant, id, version, position, deleted_at) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (tenant, id) DO UPDATE SET version = excluded.version,"
            + " position = excluded.position, deleted_at = excluded.deleted_at",
        tenant.name(),
        id.value(),
        version,
        nextPosition(),
        at.toString());
    session.flushIfMany();
  }
}
