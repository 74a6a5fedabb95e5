package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.jdbc.rows.CachedVectors;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors in memory give what rows give, whatever happens to the rows. */
class CachedVectorsTest {

  static final CachedVectors.Policy AT_ONCE = new CachedVectors.Policy(0, 0.25);
  private static final CachedVectors.Policy NEVER = new CachedVectors.Policy(0, 0);
  private static final int DIMENSION = 24;
  private static final EmbeddingSpace SPACE = new EmbeddingSpace("test", DIMENSION, "1");

  @TempDir Path folder;

  static MemoryStore open(Path folder, CachedVectors.Policy policy) {
    String url = "jdbc:sqlite:" + folder.resolve("store.db");
    SqliteDatabase database =
        new SqliteDatabase(
            "store",
            () -> DriverManager.getConnection(url),
            SqliteOptions.builder().build(),
            new SqliteDialect(policy));
    return SqliteMemoryStore.open(database, InstantSource.system(), SqliteMemoryStore.TOKENIZER);
  }

  private static Embedding embedding(Random random) {
    float[] vector = new float[DIMENSION];
    // Few directions, so that many are equally near and ids decide.
    for (int i = 0; i < vector.length; i++) {
      vector[i] = random.nextInt(3) - 1;
    }
    vector[0] += 2;
    return Embedding.of(vector);
  }

  private static StoredMemory memory(Random random, int number) {
    Memory memory =
        Memories.note(Tenant.DEFAULT, number, "words").memory().toBuilder()
            .scope(Scope.of(Tenant.DEFAULT).withService("s" + random.nextInt(30)))
            .expiresAt(random.nextInt(9) == 0 ? Memories.NOW : null)
            .build();
    List<Passage> passages = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      passages.add(new Passage(null, embedding(random)));
    }
    return new StoredMemory(memory, passages, passages.isEmpty() ? null : SPACE);
  }

  private static void change(Random random, List<MemoryStore> stores) {
    MemoryId id = Memories.id(random.nextInt(300));
    switch (random.nextInt(4)) {
      case 0 ->
          stores.forEach(store -> store.writer(Tenant.DEFAULT).delete(List.of(id), Memories.NOW));
      case 1 ->
          stores.forEach(store -> store.writer(Tenant.DEFAULT).adjust(id, UsageDelta.recalled()));
      default -> {
        StoredMemory next = memory(random, random.nextInt(300));
        for (MemoryStore store : stores) {
          long version =
              store.reader(Tenant.DEFAULT).get(next.id()).map(m -> m.memory().version()).orElse(0L);
          store.writer(Tenant.DEFAULT).upsert(List.of(next.withVersion(version)));
        }
      }
    }
  }

  private static SearchRequest request(Random random) {
    Filter filter =
        switch (random.nextInt(3)) {
          case 0 -> Filter.everything();
          case 1 -> new Filter.Eq<>(Field.SERVICE, "s" + random.nextInt(30));
          default -> new Filter.Ne<>(Field.SERVICE, "s1");
        };
    return SearchRequest.vector(embedding(random), SPACE, Memories.NOW)
        .filter(filter)
        .topK(1 + random.nextInt(20))
        .exact(true)
        .build();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsFoundAmidChangesIsWhatAnExactStoreFinds(long seed) {
    Random random = new Random(seed);
    try (MemoryStore cached = open(folder, AT_ONCE);
        MemoryStore exact = new ExactMemoryStore()) {
      List<MemoryStore> stores = List.of(cached, exact);
      for (int i = 0; i < 500; i++) {
        change(random, stores);
        if (i % 3 == 0) {
          SearchRequest request = request(random);
          assertThat(cached.reader(Tenant.DEFAULT).search(request))
              .as("seed " + seed + ", change " + i)
              .isEqualTo(exact.reader(Tenant.DEFAULT).search(request));
        }
      }
    }
  }

  @Test
  void anotherProcessesChangesAreSeenAtTheNextSearch() {
    try (MemoryStore store = open(folder, AT_ONCE);
        MemoryStore other = open(folder, NEVER)) {
      SearchRequest request = request(new Random(1));
      for (int i = 0; i < 40; i++) {
        store.writer(Tenant.DEFAULT).upsert(List.of(memory(new Random(i), i)));
        assertThat(other.reader(Tenant.DEFAULT).search(request))
            .isEqualTo(store.reader(Tenant.DEFAULT).search(request));
        other.writer(Tenant.DEFAULT).delete(List.of(Memories.id(i - 3)), Memories.NOW);
        assertThat(store.reader(Tenant.DEFAULT).search(request))
            .isEqualTo(other.reader(Tenant.DEFAULT).search(request));
      }
    }
  }

  @Test
  void readersAmidAWriterFindWhatIsThere() throws Exception {
    try (MemoryStore store = open(folder, AT_ONCE);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Random first = new Random(5);
      for (int i = 0; i < 200; i++) {
        store.writer(Tenant.DEFAULT).upsert(List.of(memory(first, i)));
      }
      AtomicBoolean done = new AtomicBoolean();
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Random random = new Random(i);
        readers.add(
            threads.submit(
                () -> {
                  while (!done.get()) {
                    SearchRequest request = request(random);
                    var hits = store.reader(Tenant.DEFAULT).search(request);
                    assertThat(hits).hasSizeLessThanOrEqualTo(request.topK());
                    assertThat(hits).allMatch(hit -> request.filter().test(hit.memory()));
                  }
                }));
      }
      for (int i = 0; i < 150; i++) {
        change(first, List.of(store));
      }
      done.set(true);
      for (Future<?> reader : readers) {
        reader.get();
      }
    }
  }
}
