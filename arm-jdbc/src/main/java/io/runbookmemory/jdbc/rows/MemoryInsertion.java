package io.runbookmemory.jdbc.rows;

import io.runbookmemory.jdbc.rows.Insertion.Column;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.UsageJson;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Passage;
import io.runbookmemory.text.TextRange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of many memories, written table by table. Used once. */
public final class MemoryInsertion {

  private static final Column MEMORY = new Column("memory", "bigint");
  private static final Column JSON = new Column("json", "text");

  private static final List<Column> COLUMNS =
      Stream.concat(
              Stream.of(
                  new Column("tenant", "text"),
                  new Column("id", "uuid"),
                  new Column("version", "bigint"),
                  new Column("position", "bigint")),
              Field.all().stream()
                  .map(
                      field ->
                          new Column(FilterSql.name(field), field.isText() ? "text" : "bigint")))
          .toList();

  private final Session session;
  private final MemoryRows rows;
  private final Tenant tenant;
  private final Insertion memories = Insertion.over("memory", "tenant, id", COLUMNS);
  private final Insertion contents = Insertion.over("content", "memory", List.of(MEMORY, JSON));
  private final Insertion usages = Insertion.over("usage", "memory", List.of(MEMORY, JSON));
  private final Insertion tags =
      Insertion.into("tag", new Column("tenant", "text"), new Column("tag", "text"), MEMORY);
  private final Insertion passages;

  public MemoryInsertion(Session session, MemoryRows rows, Tenant tenant) {
    this.session = session;
    this.rows = rows;
    this.tenant = tenant;
    this.passages =
        Insertion.into(
            "passage",
            MEMORY,
            new Column("ordinal", "integer"),
            new Column("range_start", "integer"),
            new Column("range_end", "integer"),
            new Column("vector", Dialect.of(session).vectors().type()));
  }

  public void insert(List<MemoryEdits.Put> puts) throws SQLException {
    Dialect dialect = Dialect.of(session);
    for (MemoryEdits.Put put : puts) {
      memories.add(columns(put));
    }
    dialect.insert(session, memories);
    Map<MemoryId, Long> numbers = numbers(puts);
    for (MemoryEdits.Put put : puts) {
      addTo(put, number(put, numbers));
    }
    for (Insertion table : List.of(contents, usages, tags, passages)) {
      insert(table);
    }
    Insertion words = dialect.words();
    for (MemoryEdits.Put put : puts) {
      dialect.addWords(words, number(put, numbers), put.words().join());
    }
    insert(words);
    Sql tombstones = new Sql("DELETE FROM tombstone WHERE tenant = ? AND id", tenant.name());
    dialect.in(tombstones, puts.stream().map(put -> put.stored().id().value()).toList());
    session.update(tombstones);
  }

  private static long number(MemoryEdits.Put put, Map<MemoryId, Long> numbers) {
    return Objects.requireNonNull(numbers.get(put.stored().id()));
  }

  private void insert(Insertion table) throws SQLException {
    if (!table.rows().isEmpty()) {
      Dialect.of(session).insert(session, table);
    }
  }

  private @Nullable Object[] columns(MemoryEdits.Put put) {
    Memory memory = put.stored().memory();
    List<@Nullable Object> values = new ArrayList<>(COLUMNS.size());
    values.add(tenant.name());
    values.add(memory.id().value());
    values.add(memory.version());
    values.add(put.position());
    for (Field<?> field : Field.all()) {
      values.add(field.isText() ? field.of(memory) : field.encoded(memory));
    }
    return values.toArray();
  }

  /** Returns the numbers of memories, of which those that are new have just got theirs. */
  private Map<MemoryId, Long> numbers(List<MemoryEdits.Put> puts) throws SQLException {
    Map<MemoryId, Long> numbers = new HashMap<>();
    List<MemoryId> fresh = new ArrayList<>();
    for (MemoryEdits.Put put : puts) {
      MemoryRows.Key old = put.old();
      if (old == null) {
        fresh.add(put.stored().id());
      } else {
        numbers.put(old.id(), old.number());
      }
    }
    if (!fresh.isEmpty()) {
      rows.keys(fresh).forEach(key -> numbers.put(key.id(), key.number()));
    }
    return numbers;
  }

  private void addTo(MemoryEdits.Put put, long number) {
    Memory memory = put.stored().memory();
    contents.add(number, put.json());
    if (put.usage() != null) {
      usages.add(number, UsageJson.write(put.usage()));
    }
    for (String tag : memory.tags()) {
      tags.add(tenant.name(), tag, number);
    }
    int ordinal = 0;
    for (Passage passage : put.stored().passages()) {
      TextRange range = passage.range();
      passages.add(
          number,
          ordinal++,
          range == null ? null : range.start(),
          range == null ? null : range.end(),
          Dialect.of(session).vectors().bound(passage.embedding()));
    }
  }
}
