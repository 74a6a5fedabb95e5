package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.replica.IdentifiedStore;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import io.runbookmemory.testkit.SampleMemories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** A model takes as long as a hundred reads: while it embeds, no connection is anybody's. */
@Timeout(60)
class EmbeddingHoldsNoConnectionTest {

  @TempDir Path directory;

  /** A model that looks, whenever it embeds, how many connections are taken. */
  private static final class LookingModel implements EmbeddingModel {

    private final FakeEmbeddingModel model = new FakeEmbeddingModel(16);
    private final IntSupplier taken;
    private final List<Integer> seen = new ArrayList<>();

    LookingModel(IntSupplier taken) {
      this.taken = taken;
    }

    private synchronized void look() {
      seen.add(taken.getAsInt());
    }

    /** Returns what was seen since the last call. */
    synchronized List<Integer> seen() {
      List<Integer> before = List.copyOf(seen);
      seen.clear();
      return before;
    }

    @Override
    public EmbeddingSpace space() {
      return model.space();
    }

    @Override
    public int passageCharacters() {
      return model.passageCharacters();
    }

    @Override
    public List<Embedding> embedPassages(List<String> passages) {
      look();
      return model.embedPassages(passages);
    }

    @Override
    public Embedding embedQuery(String query) {
      look();
      return model.embedQuery(query);
    }

    @Override
    public void close() {
      model.close();
    }
  }

  /** Goes all ways on which something is embedded. */
  private static void requireNoneTaken(MemoryStore store, LookingModel model) {
    try (RunbookMemory memory = RunbookMemory.builder(store).model(model).build()) {
      MemoryId id = SampleMemories.id(1);
      memory.remember(
          SampleMemories.runbook(id, "checkout", "PoolExhausted", "# Pool\n\nrestart it").build());
      requireNone("remember", model);
      memory.rememberAll(
          List.of(
              SampleMemories.note(SampleMemories.id(2), "Disk", "rotate the logs").build(),
              SampleMemories.note(SampleMemories.id(3), "Certificate", "renew it").build()));
      requireNone("rememberAll", model);
      memory.remember("checkout: the pool was exhausted again, restarted it");
      requireNone("remember words", model);
      assertThat(memory.recall("the pool of checkout is exhausted").recollections()).isNotEmpty();
      requireNone("recall", model);
      memory.remember(
          SampleMemories.runbook(id, "checkout", "PoolExhausted", "# Pool\n\ndrain it").build());
      requireNone("remember once more, which embeds again", model);
      memory.forget(id);
      memory.revive(id);
      requireNone("revive", model);
    }
  }

  private static void requireNone(String what, LookingModel model) {
    assertThat(model.seen()).as("connections taken during %s", what).isNotEmpty().containsOnly(0);
  }

  @Test
  void aPoolOfOneIsFreeWhileTheStoreOfPostgresEmbeds() {
    try (HikariDataSource pool = PostgresServer.pool(PostgresServer.get().dataSource(), 1);
        IdentifiedStore store = PostgresMemoryStore.open(pool, Tables.fresh().build())) {
      requireNoneTaken(
          store, new LookingModel(() -> pool.getHikariPoolMXBean().getActiveConnections()));
    }
  }

  /** The store keeps idle connections of SQLite to itself; none of them is in a transaction. */
  @Test
  void noTransactionOfSqliteIsOpenWhileAnythingIsEmbedded() {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + directory.resolve("memories.db"));
    AtomicInteger open = new AtomicInteger();
    SqliteDatabase database =
        new SqliteDatabase(
            "the store",
            () -> TransactionCounter.counting(source.getConnection(), open),
            SqliteOptions.builder().build());
    try (MemoryStore store =
        SqliteMemoryStore.open(
            database, SqliteOptions.builder().build().clock(), SqliteMemoryStore.TOKENIZER)) {
      requireNoneTaken(store, new LookingModel(open::get));
      database.read(session -> assertThat(open).as("the counter counts").hasValue(1));
    }
  }
}
