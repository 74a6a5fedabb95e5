package io.runbookmemory.lucene;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.SampleMemories;
import io.runbookmemory.text.TextRange;
import java.util.ArrayList;
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

  /** A memory with so many passages, all close to a direction. */
  static StoredMemory crowd(long number, int passages, long direction) {
    List<Passage> crowd = new ArrayList<>();
    float[] vector = direction(direction).toArray();
    for (int i = 0; i < passages; i++) {
      vector[i % vector.length] += 0.0001f * i;
      crowd.add(new Passage(new TextRange(i, i + 1), Embedding.of(vector)));
    }
    String text = "x".repeat(passages);
    return new StoredMemory(
        SampleMemories.note(SampleMemories.id(number), "Crowd", text).build(), crowd, SPACE);
  }
}
