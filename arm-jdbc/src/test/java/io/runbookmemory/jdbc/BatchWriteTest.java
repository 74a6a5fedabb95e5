package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch is written table by table, and what each memory comes to is as if it had been alone. */
class BatchWriteTest {

  private static final int MANY = 1_000;

  /** Four for each of five tables, twice as many where rows are replaced, and some to begin. */
  private static final int STATEMENTS = 50;

  private static List<StoredMemory> batch(String text, long version) {
    List<StoredMemory> batch = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Memory memory =
          Memories.note(Tenant.DEFAULT, i, text + " " + i).memory().toBuilder()
              .tags(Set.of("one", "two-" + i % 7))
              .build();
      batch.add(
          new StoredMemory(memory, Memories.pointing(i, 1, i, 2).passages(), Memories.SPACE)
              .withVersion(version));
    }
    return batch;
  }

  @Test
  void aThousandMemoriesTakeFewStatements() {
    StatementCounter counter = new StatementCounter(PostgresServer.get().pool());
    PostgresOptions options = Tables.fresh().build();
    try (PostgresMemoryStore store = PostgresMemoryStore.open(counter.dataSource(), options)) {
      MemoryWriter writer = store.writer(Tenant.DEFAULT);
      counter.count();

      assertThat(writer.upsert(batch("first", 0))).isInstanceOf(UpsertResult.Applied.class);
      assertThat(counter.count()).isLessThan(STATEMENTS);
      assertThat(writer.upsert(batch("second", 1))).isInstanceOf(UpsertResult.Applied.class);
      assertThat(counter.count()).isLessThan(2 * STATEMENTS);
      assertThat(writer.upsert(batch("second", 1))).isInstanceOf(UpsertResult.Applied.class);
      assertThat(counter.count()).as("a repetition writes nothing").isLessThan(15);
      List<MemoryId> ids = batch("second", 1).stream().map(StoredMemory::id).toList();
      assertThat(writer.delete(ids, Memories.NOW)).isEqualTo(MANY);
      assertThat(counter.count()).isLessThan(STATEMENTS);
    }
  }

  @Test
  void takingOverAThousandChangesTakesFewStatements() {
    StatementCounter counter = new StatementCounter(PostgresServer.get().pool());
    try (PostgresMemoryStore source =
            PostgresMemoryStore.open(PostgresServer.get().pool(), Tables.fresh().build());
        PostgresMemoryStore target =
            PostgresMemoryStore.open(counter.dataSource(), Tables.fresh().build())) {
      source.writer(Tenant.DEFAULT).upsert(batch("first", 0));
      List<Change> changes = source.reader(Tenant.DEFAULT).changes(0, MANY);
      counter.count();

      assertThat(target.writer(Tenant.DEFAULT).apply(changes)).isEqualTo(MANY);
      assertThat(counter.count()).isLessThan(STATEMENTS + 20);
      assertThat(target.reader(Tenant.DEFAULT).changes(0, MANY)).isEqualTo(changes);
    }
  }

  @Test
  void changesOfOneMemoryAreTakenOverOneAfterTheOther(@TempDir Path folder) {
    try (MemoryStore postgres =
            PostgresMemoryStore.open(PostgresServer.get().pool(), Tables.fresh().build());
        MemoryStore sqlite = SqliteMemoryStore.open(folder.resolve("store.db"))) {
      for (MemoryStore store : List.of(postgres, sqlite)) {
        StoredMemory first = Memories.pointing(1, 1, 2, 3).withVersion(1);
        StoredMemory second = Memories.pointing(1, 3, 2, 1).withVersion(2);
        StoredMemory other = Memories.pointing(2, 3, 2, 1).withVersion(4);
        List<Change> changes =
            List.of(
                new Change.Upserted(1, first, UsageDelta.recalled().usage()),
                new Change.Upserted(2, other, UsageDelta.none().usage()),
                new Change.Upserted(3, second, UsageDelta.none().usage()),
                new Change.Deleted(4, other.id(), 4, Memories.NOW),
                new Change.Upserted(5, first, UsageDelta.recalled().usage()),
                new Change.Upserted(6, other.withVersion(5), UsageDelta.none().usage()));

        assertThat(store.writer(Tenant.DEFAULT).apply(changes)).isEqualTo(5);
        MemoryReader reader = store.reader(Tenant.DEFAULT);
        assertThat(reader.get(first.id())).contains(second);
        assertThat(reader.history(first.id())).containsExactly(first.memory());
        assertThat(reader.get(other.id())).contains(other.withVersion(5));
        assertThat(reader.changes(0, 9)).extracting(Change::position).containsExactly(3L, 5L);
        assertThat(reader.stats().tombstones()).isZero();
      }
    }
  }

  @Test
  void aBatchOfNewOldRepeatedAndBuriedMemoriesKeepsItsOrder() {
    try (MemoryStore store =
        PostgresMemoryStore.open(PostgresServer.get().pool(), Tables.fresh().build())) {
      MemoryWriter writer = store.writer(Tenant.DEFAULT);
      writer.upsert(List.of(Memories.pointing(1, 1, 0, 0), Memories.pointing(2, 1, 0, 0)));
      writer.upsert(List.of(Memories.pointing(3, 1, 0, 0)));
      writer.delete(List.of(Memories.id(3)), Memories.NOW);

      UpsertResult result =
          writer.upsert(
              List.of(
                  Memories.pointing(4, 1, 0, 0),
                  Memories.pointing(2, 0, 1, 0).withVersion(1),
                  Memories.pointing(1, 1, 0, 0),
                  Memories.pointing(3, 0, 0, 1)));

      assertThat(result).isEqualTo(new UpsertResult.Applied(List.of(1L, 2L, 1L, 2L)));
      assertThat(store.reader(Tenant.DEFAULT).changes(0, 9))
          .extracting(Change::id)
          .containsExactly(Memories.id(1), Memories.id(4), Memories.id(2), Memories.id(3));
      assertThat(store.reader(Tenant.DEFAULT).history(Memories.id(2))).hasSize(1);
      assertThat(
              writer.upsert(List.of(Memories.pointing(5, 1, 0, 0), Memories.pointing(2, 1, 1, 1))))
          .isInstanceOf(UpsertResult.Conflicted.class);
      assertThat(store.reader(Tenant.DEFAULT).get(Memories.id(5))).isEmpty();
    }
  }
}
