package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.SampleMemories;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lucene's limits, which are not the store's. */
class LimitsTest {

  private static final String LONG = "x".repeat(40_000);

  @TempDir Path path;

  static StoredMemory wide(int dimension) {
    float[] vector = new float[dimension];
    vector[dimension - 1] = 1;
    return new StoredMemory(
        SampleMemories.note(SampleMemories.id(1), "Wide", "words").build(),
        List.of(new Passage(null, Embedding.of(vector))),
        new EmbeddingSpace("wide", dimension, "one"));
  }

  @Test
  void vectorsOfAnyUsualModelAreKept() {
    StoredMemory memory = wide(3072);
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(memory));
    }
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      assertThat(store.reader(Tenant.DEFAULT).get(memory.id())).contains(memory.withVersion(1));
    }
  }

  @Test
  void vectorsOfNoUsualModelAreRefusedBeforeAnythingIsWritten() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      assertThatThrownBy(() -> store.writer(Tenant.DEFAULT).upsert(List.of(wide(8193))))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("at most 8192 dimensions, got wide (8193 dimensions, one)");
      assertThat(store.space()).isEmpty();
    }
  }

  @Test
  void wordsAndValuesOfAnyLengthAreFound() {
    Memory memory =
        SampleMemories.note(SampleMemories.id(1), "Long", LONG)
            .tags(List.of(LONG))
            .provenance(new Provenance("dump", LONG, null, TrustTier.EXTERNAL))
            .build();
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(StoredMemory.lexical(memory)));
      var reader = store.reader(Tenant.DEFAULT);

      assertThat(reader.count(Filter.eq(Field.KEY, LONG))).isEqualTo(1);
      assertThat(reader.count(Filter.eq(Field.KEY, LONG + "x"))).isZero();
      assertThat(reader.count(new Filter.HasTag(LONG))).isEqualTo(1);
      assertThat(reader.search(SearchRequest.text(LONG, SampleMemories.NOW).build())).hasSize(1);
    }
  }
}
