package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.jdbc.PostgresOptions.VectorExtension;
import io.runbookmemory.jdbc.rows.Vectors;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PgVectorSearchTest {

  private static final int MEMORIES = 1000;
  private static final EmbeddingSpace SPACE = new EmbeddingSpace("test", 32, "1");
  private static final long SEED = 5;

  private final DataSource source = PgliteServer.get().pool();
  private final PostgresOptions options = Tables.fresh().build();
  private final Random random = new Random(SEED);

  private Embedding vector() {
    float[] vector = new float[SPACE.dimension()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Embedding.of(vector);
  }

  private StoredMemory memory(int number) {
    Memory memory =
        Memories.note(Tenant.DEFAULT, number, "words").memory().toBuilder()
            .tags(number % 200 == 0 ? Set.of("rare") : Set.of())
            .build();
    return new StoredMemory(
        memory, List.of(new Passage(null, vector()), new Passage(null, vector())), SPACE);
  }

  private static List<MemoryId> ids(MemoryReader reader, SearchRequest.Builder request) {
    return reader.search(request.build()).stream().map(hit -> hit.memory().id()).toList();
  }

  @ParameterizedTest
  @EnumSource(PgliteServer.Version.class)
  void theIndexFindsWhatAnExactSearchDoesAndAsManyAsThereAre(PgliteServer.Version version)
      throws SQLException {
    DataSource server = PgliteServer.get(version).pool();
    try (PostgresMemoryStore store = PostgresMemoryStore.open(server, options)) {
      assertThat(store.capabilities().approximate()).isTrue();
      assertThat(store.advice()).isEmpty();
      store
          .writer(Tenant.DEFAULT)
          .upsert(IntStream.range(0, MEMORIES).mapToObj(this::memory).toList());
      Tables.execute(server, options, "ANALYZE");
      MemoryReader reader = store.reader(Tenant.DEFAULT);

      double recallAtK = 0;
      for (int question = 0; question < 10; question++) {
        Embedding asked = vector();
        Set<MemoryId> exact = new HashSet<>(ids(reader, request(asked).topK(10).exact(true)));
        List<MemoryId> likely = ids(reader, request(asked).topK(10));
        assertThat(likely).hasSize(10);
        recallAtK += likely.stream().filter(exact::contains).count() / 100.0;

        Filter rare = new Filter.HasTag("rare");
        assertThat(ids(reader, request(asked).topK(5).filter(rare)))
            .isEqualTo(ids(reader, request(asked).topK(5).filter(rare).exact(true)))
            .hasSize(5);
      }
      assertThat(recallAtK).as("recallAtK, seed %s", SEED).isGreaterThan(0.95);
      assertThat(ids(reader, request(vector()).topK(2 * MEMORIES))).hasSize(MEMORIES);
    }
    assertThat(plan(server)).contains("Index Scan using passage_nearest");
  }

  @Test
  void theOldestPgvectorLooksFurtherWhereItsIndexScanEndsShort() throws SQLException {
    DataSource server = PgliteServer.get(PgliteServer.Version.OLDEST).pool();
    String version = "SELECT extversion FROM pg_extension WHERE extname = 'vector'";
    try (PostgresMemoryStore store = PostgresMemoryStore.open(server, options)) {
      store
          .writer(Tenant.DEFAULT)
          .upsert(IntStream.range(0, MEMORIES).mapToObj(this::memory).toList());
      Embedding asked = vector();

      assertThat(Tables.rows(server, options, version)).containsExactly(List.of("0.7.3"));
      assertThat(Tables.rows(server, options, rareOnesOfTheNearest(asked, 40)))
          .hasSizeLessThan(MEMORIES / 200);
      SearchRequest.Builder rare = request(asked).topK(5).filter(new Filter.HasTag("rare"));
      assertThat(ids(store.reader(Tenant.DEFAULT), rare)).hasSize(MEMORIES / 200);
    }
  }

  private static String rareOnesOfTheNearest(Embedding asked, int passages) {
    return "SELECT n.memory FROM (SELECT p.memory FROM passage p ORDER BY p.vector::vector(32) <=>"
        + " '"
        + Vectors.PGVECTOR.bound(asked)
        + "'::vector(32) LIMIT "
        + passages
        + ") n JOIN tag t ON t.memory = n.memory AND t.tag = 'rare'";
  }

  private static SearchRequest.Builder request(Embedding asked) {
    return SearchRequest.vector(asked, SPACE, Memories.NOW);
  }

  private String plan(DataSource server) throws SQLException {
    String vector = "'" + Vectors.PGVECTOR.bound(vector()) + "'::vector(32)";
    return Tables.rows(
            server,
            options,
            "EXPLAIN SELECT m.number FROM passage p JOIN memory m ON m.number = p.memory"
                + " WHERE m.tenant = 'default' ORDER BY p.vector::vector(32) <=> "
                + vector
                + " LIMIT 40")
        .toString();
  }

  @Test
  void aSearchOfShortMemoriesIsOneRoundTrip() {
    StatementCounter counter = new StatementCounter(source);
    try (PostgresMemoryStore store = PostgresMemoryStore.open(counter.dataSource(), options)) {
      List<StoredMemory> memories =
          IntStream.range(0, 50)
              .mapToObj(this::memory)
              .map(two -> new StoredMemory(two.memory(), two.passages().subList(0, 1), SPACE))
              .toList();
      store.writer(Tenant.DEFAULT).upsert(memories);
      Embedding asked = vector();
      counter.count();

      List<MemoryId> found = ids(store.reader(Tenant.DEFAULT), request(asked).topK(10));

      assertThat(counter.count()).isEqualTo(1);
      assertThat(found)
          .isEqualTo(ids(store.reader(Tenant.DEFAULT), request(asked).topK(10).exact(true)));
    }
  }

  @Test
  void aDriverThatSendsEachStatementForItselfSearchesInATransaction() {
    try (PostgresMemoryStore store = PostgresMemoryStore.open(source, options)) {
      store.writer(Tenant.DEFAULT).upsert(IntStream.range(0, 20).mapToObj(this::memory).toList());
      DataSource simple = PgliteServer.get().dataSource("preferQueryMode=simple");
      try (PostgresMemoryStore other = PostgresMemoryStore.open(simple, options)) {
        Embedding asked = vector();
        assertThat(ids(other.reader(Tenant.DEFAULT), request(asked).topK(5)))
            .isEqualTo(ids(store.reader(Tenant.DEFAULT), request(asked).topK(5).exact(true)))
            .hasSize(5);
      }
    }
  }

  @Test
  void vectorsOfAnotherSpaceAreRefusedInWhateverDimension() {
    try (PostgresMemoryStore store = PostgresMemoryStore.open(source, options)) {
      store.writer(Tenant.DEFAULT).upsert(IntStream.range(0, 20).mapToObj(this::memory).toList());
      MemoryReader reader = store.reader(Tenant.DEFAULT);
      SearchRequest retrained =
          SearchRequest.vector(vector(), new EmbeddingSpace("test", 32, "2"), Memories.NOW).build();
      SearchRequest shorter =
          SearchRequest.vector(
                  Embedding.of(new float[] {1, 0}),
                  new EmbeddingSpace("test", 2, "1"),
                  Memories.NOW)
              .build();

      for (SearchRequest request : List.of(retrained, shorter)) {
        assertThatThrownBy(() -> reader.search(request))
            .isInstanceOf(EmbeddingSpaceException.class)
            .hasMessageContaining(SPACE.toString())
            .hasMessageContaining(request.space().orElseThrow().toString());
      }
    }
  }

  @Test
  void aSchemaThatWasMadeWithoutTheExtensionGoesOnWithoutAndSaysSo() {
    PostgresOptions.Builder again = PostgresOptions.builder().schema(options.schema());
    PostgresOptions without = again.vectorExtension(VectorExtension.UNUSED).build();
    StoredMemory memory = memory(1);
    try (PostgresMemoryStore store = PostgresMemoryStore.open(source, without)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(memory));
    }

    PostgresOptions late = again.vectorExtension(VectorExtension.IF_AVAILABLE).build();
    try (PostgresMemoryStore store = PostgresMemoryStore.open(source, late)) {
      assertThat(store.advice().orElseThrow())
          .contains("made without pgvector", "export the store", "import")
          .doesNotContain("CREATE EXTENSION");
      assertThat(store.capabilities().approximate()).isFalse();
      assertThat(ids(store.reader(Tenant.DEFAULT), request(vector()))).containsExactly(memory.id());
    }
    PostgresOptions required = again.vectorExtension(VectorExtension.REQUIRED).build();
    assertThatThrownBy(() -> PostgresMemoryStore.open(source, required))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("made without pgvector");
  }

  @Test
  void whatWasReadIsWhatWasWrittenToTheBit() {
    try (PostgresMemoryStore store = PostgresMemoryStore.open(source, options)) {
      StoredMemory memory = memory(1);
      store.writer(Tenant.DEFAULT).upsert(List.of(memory));

      assertThat(store.reader(Tenant.DEFAULT).get(memory.id())).contains(memory.withVersion(1));
    }
  }
}
