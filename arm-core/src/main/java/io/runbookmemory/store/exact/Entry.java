package io.runbookmemory.store.exact;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.IndexedText;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A memory as the exact store holds it. */
final class Entry {

  final StoredMemory stored;
  final Usage usage;
  final long position;
  final Map<String, Integer> frequencies = new HashMap<>();
  final int length;

  Entry(StoredMemory stored, Usage usage, long position) {
    this.stored = stored;
    this.usage = usage;
    this.position = position;
    int tokens = 0;
    for (String token : IndexedText.tokens(stored.memory())) {
      frequencies.merge(token, 1, Integer::sum);
      tokens++;
    }
    this.length = tokens;
  }

  /** The passage that is most like a vector, and how much; the first of equals. */
  record Best(Passage passage, double similarity) {}

  @Nullable Best best(Embedding embedding) {
    Best best = null;
    for (Passage passage : stored.passages()) {
      double similarity = passage.embedding().similarity(embedding);
      if (best == null || similarity > best.similarity()) {
        best = new Best(passage, similarity);
      }
    }
    return best;
  }
}
