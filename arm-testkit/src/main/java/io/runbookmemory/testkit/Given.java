package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What the contract's tests begin with. */
final class Given {

  /** The space of vectors that a test writes down by hand. */
  static final EmbeddingSpace SPACE = new EmbeddingSpace("contract", 4, "one");

  /** Another model of as many dimensions. */
  static final EmbeddingSpace OTHER_SPACE = new EmbeddingSpace("contract", 4, "two");

  private Given() {}

  /** A note without a vector. */
  static StoredMemory note(long number, String text) {
    return StoredMemory.lexical(SampleMemories.note(id(number), "Note", text).build());
  }

  /** A note with a single vector. */
  static StoredMemory pointing(long number, float... vector) {
    return vectors(SampleMemories.note(id(number), "Note", "words").build(), vector);
  }

  /** A memory with a passage for each vector, each a letter of the text long. */
  static StoredMemory vectors(Memory memory, float[]... vectors) {
    List<Passage> passages = new ArrayList<>();
    for (float[] vector : vectors) {
      int start = passages.size();
      passages.add(new Passage(new TextRange(start, start + 1), Embedding.of(vector)));
    }
    return new StoredMemory(memory, passages, SPACE);
  }

  /** A memory with something of it changed, its vectors kept. */
  static StoredMemory changed(StoredMemory stored, UnaryOperator<MemoryBuilder> change) {
    Memory memory = change.apply(stored.memory().toBuilder()).build();
    return new StoredMemory(memory, stored.passages(), stored.space());
  }

  /** A search for the nearest to a vector, every vector compared. */
  static SearchRequest.Builder nearest(float... vector) {
    return SearchRequest.vector(Embedding.of(vector), SPACE, NOW).exact(true);
  }
}
