package io.runbookmemory.jdbc.rows;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.jdbc.rows.Insertion.Column;
import io.runbookmemory.jdbc.transaction.Positions;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.memory.json.UsageJson;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.CompareAndSet;
import io.runbookmemory.store.StoredMemory;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a tenant's rows, inside one transaction; each takes the next position. Changes to many
 * memories are made together, a statement for each table: {@link #finish} makes those that are kept
 * back, of which no two may be of one memory.
 */
public final class MemoryEdits {

  /** How many memories are written together, and of how many characters and bytes at most. */
  private static final int MANY = 500;

  private static final long LARGE = 8_000_000;

  private static final List<Column> TOMBSTONE =
      List.of(
          new Column("tenant", "text"),
          new Column("id", "uuid"),
          new Column("version", "bigint"),
          new Column("position", "bigint"),
          new Column("deleted_at", "text"));

  /** A memory to be stored, its words, which are being found, and what is known besides. */
  public record Put(
      StoredMemory stored,
      String json,
      CompletableFuture<List<String>> words,
      MemoryRows.@Nullable Key old,
      @Nullable Usage usage,
      long position) {}

  private record Deletion(
      MemoryId id, long version, Instant at, MemoryRows.@Nullable Key old, long position) {}

  private final Session session;
  private final MemoryRows rows;
  private final Tenant tenant;
  private final List<Put> puts = new ArrayList<>();
  private final List<Deletion> deletions = new ArrayList<>();
  private long size;
  private long position;
  private long lastReserved;

  public MemoryEdits(Session session, MemoryRows rows, Tenant tenant) {
    this.session = session;
    this.rows = rows;
    this.tenant = tenant;
  }

  /** Takes the positions of several changes at once. */
  public void reserve(long changes) throws SQLException {
    lastReserved = Positions.take(session, changes);
    position = lastReserved - changes;
  }

  private long nextPosition() throws SQLException {
    if (position == lastReserved) {
      reserve(1);
    }
    return ++position;
  }

  public void setSpace(EmbeddingSpace space) throws SQLException {
    session.update(
        "UPDATE store SET model = ?, dimension = ?, checksum = ?",
        space.modelId(),
        space.dimension(),
        space.checksum());
    Dialect.of(session).spaceDecided(session, space);
  }

  /**
   * Stores a memory as it is; a revision that it replaces goes to the history.
   *
   * @param usage what became of it; null leaves that as it is
   */
  public void put(StoredMemory stored, MemoryRows.@Nullable Key old, @Nullable Usage usage)
      throws SQLException {
    String json = MemoryJson.write(stored.memory());
    puts.add(new Put(stored, json, words(stored.memory()), old, usage, nextPosition()));
    EmbeddingSpace space = stored.space();
    long vector = space == null ? 0 : (long) space.dimension() * Float.BYTES;
    size += json.length() + stored.passages().size() * vector;
    finishIfMany();
  }

  /** Finds words on another thread: the database takes all else meanwhile. */
  private CompletableFuture<List<String>> words(Memory memory) {
    Dialect dialect = Dialect.of(session);
    return CompletableFuture.supplyAsync(
        () -> dialect.wordsOf(tenant, memory), Thread::startVirtualThread);
  }

  /** Leaves a tombstone, and removes the memory if it is there. */
  public void delete(MemoryId id, long version, Instant at, MemoryRows.@Nullable Key old)
      throws SQLException {
    deletions.add(new Deletion(id, version, at, old, nextPosition()));
    finishIfMany();
  }

  private void finishIfMany() throws SQLException {
    if (puts.size() + deletions.size() >= MANY || size > LARGE) {
      finish();
    }
  }

  /** Makes all changes that were asked for; nothing may be read, nor the work end, before. */
  public void finish() throws SQLException {
    List<MemoryRows.Key> replaced = new ArrayList<>();
    List<Long> rewritten = new ArrayList<>();
    List<Long> removed = new ArrayList<>();
    for (Put put : puts) {
      MemoryRows.Key old = put.old();
      if (old != null) {
        rewritten.add(old.number());
        if (old.version() != put.stored().memory().version()) {
          replaced.add(old);
        }
      }
    }
    for (Deletion deletion : deletions) {
      MemoryRows.Key old = deletion.old();
      if (old != null) {
        removed.add(old.number());
        replaced.add(old);
      }
    }
    remember(replaced);
    remove(rewritten, removed);
    if (!deletions.isEmpty()) {
      bury();
    }
    if (!puts.isEmpty()) {
      new MemoryInsertion(session, rows, tenant).insert(puts);
    }
    puts.clear();
    deletions.clear();
    size = 0;
  }

  private void remember(List<MemoryRows.Key> replaced) throws SQLException {
    if (replaced.isEmpty()) {
      return;
    }
    change(
        "INSERT INTO revision (tenant, id, version, json) SELECT m.tenant, m.id, m.version, c.json"
            + " FROM memory m JOIN content c ON c.memory = m.number WHERE m.number",
        replaced.stream().map(MemoryRows.Key::number).toList());
    Sql old = new Sql("DELETE FROM revision WHERE tenant = ? AND id", tenant.name());
    Dialect.of(session).in(old, replaced.stream().map(key -> key.id().value()).toList());
    old.add(
        " AND version <= (SELECT n.version FROM revision n WHERE n.tenant = revision.tenant"
            + " AND n.id = revision.id ORDER BY n.version DESC LIMIT 1 OFFSET ?)",
        CompareAndSet.KEPT_REVISIONS);
    session.update(old);
  }

  private void remove(List<Long> rewritten, List<Long> removed) throws SQLException {
    if (!rewritten.isEmpty()) {
      change("DELETE FROM tag WHERE memory", rewritten);
      change("DELETE FROM passage WHERE memory", rewritten);
      Dialect.of(session).deleteWords(session, rewritten);
    }
    if (!removed.isEmpty()) {
      Dialect.of(session).deleteWords(session, removed);
      change("DELETE FROM memory WHERE number", removed);
    }
  }

  private void change(String sql, Collection<Long> numbers) throws SQLException {
    Sql of = new Sql(sql);
    Dialect.of(session).in(of, false, numbers);
    session.update(of);
  }

  private void bury() throws SQLException {
    Insertion tombstones = Insertion.over("tombstone", "tenant, id", TOMBSTONE);
    for (Deletion deletion : deletions) {
      tombstones.add(
          tenant.name(),
          deletion.id().value(),
          deletion.version(),
          deletion.position(),
          deletion.at().toString());
    }
    Dialect.of(session).insert(session, tombstones);
  }

  /** Counts what became of a memory; it changes, but not its revision. */
  public void recount(long number, Usage usage) throws SQLException {
    session.update("UPDATE memory SET position = ? WHERE number = ?", nextPosition(), number);
    session.update(
        "INSERT INTO usage (memory, json) VALUES (?, ?)"
            + " ON CONFLICT (memory) DO UPDATE SET json = excluded.json",
        number,
        UsageJson.write(usage));
  }
}
