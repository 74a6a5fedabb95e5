package io.runbookmemory.lucene;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.SampleMemories;
import io.runbookmemory.text.TextRange;
import java.util.List;
import java.util.Random;

/** Memories with vectors. */
final class Samples {

  static final EmbeddingSpace SPACE = new EmbeddingSpace("sample", 16, "one");

  private Samples() {}

  /** A note with two passages in a direction of its own. */
  static StoredMemory pointing(long number) {
    return new StoredMemory(
        SampleMemories.note(SampleMemories.id(number), "Note " + number, "words of it").build(),
        List.of(
            new Passage(new TextRange(0, 5), direction(2 * number)),
            new Passage(new TextRange(6, 8), direction(2 * number + 1))),
        SPACE);
  }

  /** The same for the same number. */
  static Embedding direction(long number) {
    Random random = new Random(number);
    float[] vector = new float[SPACE.dimension()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Embedding.of(vector);
  }
}
