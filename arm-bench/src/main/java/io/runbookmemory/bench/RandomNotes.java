package io.runbookmemory.bench;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Notes of random words with random vectors, for what is measured of writing: always the same. */
final class RandomNotes {

  static final EmbeddingSpace SPACE = new EmbeddingSpace("random", 384, "one");

  private static final int WORDS = 60;

  private final Random random = new Random(1);
  private int next;

  /** Returns notes that there were not yet. */
  List<StoredMemory> next(int count) {
    List<StoredMemory> memories = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      memories.add(note(next++, 0));
    }
    return memories;
  }

  /** Returns one of the notes there were, with other words and another vector. */
  StoredMemory again(int number, long version) {
    return note(number, version);
  }

  String words(int count) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words.append("word").append(random.nextInt(5000)).append(' ');
    }
    return words.toString();
  }

  Embedding vector() {
    float[] vector = new float[SPACE.dimension()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Embedding.of(vector);
  }

  int number(int bound) {
    return random.nextInt(bound);
  }

  private StoredMemory note(int number, long version) {
    Memory memory =
        Memory.builder(
                MemoryId.named("notes", Integer.toString(number)),
                Scope.of(Tenant.DEFAULT).withService("checkout").withEnv("prod"),
                "Note " + number,
                new Note(words(WORDS)),
                Instant.EPOCH)
            .build();
    Passage passage = new Passage(null, vector());
    return new StoredMemory(memory, List.of(passage), SPACE).withVersion(version);
  }
}
