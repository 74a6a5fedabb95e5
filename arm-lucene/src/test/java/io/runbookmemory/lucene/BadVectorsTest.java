package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.SampleMemories;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vector that is none never comes as far as the index. */
class BadVectorsTest {

  @TempDir Path path;

  @Test
  void coordinatesThatAreNoNumbersMakeNoEmbedding() {
    assertThatThrownBy(() -> Embedding.of(1, Float.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an embedding's coordinates must be finite, got NaN at 1");
    assertThatThrownBy(() -> Embedding.of(Float.POSITIVE_INFINITY))
        .hasMessage("an embedding's coordinates must be finite, got Infinity at 0");
    assertThatThrownBy(() -> Embedding.of(0, 0, 0))
        .hasMessage("an embedding must have a direction, got 3 zeros");
  }

  @Test
  void aVectorOfAnotherDimensionIsRefusedAndNothingIsWritten() {
    StoredMemory whole = Samples.pointing(1);
    assertThatThrownBy(
            () ->
                new StoredMemory(
                    whole.memory(), List.of(new Passage(null, Embedding.of(1, 0))), Samples.SPACE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a passage's vector must have the 16 dimensions of its space, got 2");
    StoredMemory narrow =
        new StoredMemory(
            SampleMemories.note(SampleMemories.id(2), "Narrow", "words").build(),
            List.of(new Passage(null, Embedding.of(1, 0))),
            new EmbeddingSpace("narrow", 2, "one"));
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(whole));
      assertThatThrownBy(() -> store.writer(Tenant.DEFAULT).upsert(List.of(narrow)))
          .isInstanceOf(EmbeddingSpaceException.class)
          .hasMessageContainingAll(path.toString(), "sample (16", "narrow (2");
      assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(1);
    }
  }
}
