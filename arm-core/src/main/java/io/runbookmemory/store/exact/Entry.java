package io.runbookmemory.store.exact;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.ranking.IndexedText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A memory as the exact store holds it. */
final class Entry {

  final StoredMemory stored;
  final Usage usage;
  final long position;
  final Map<String, Integer> frequencies;
  final int length;

  Entry(StoredMemory stored, Usage usage, long position) {
    this.stored = stored;
    this.usage = usage;
    this.position = position;
    this.frequencies = new HashMap<>();
    List<String> tokens = IndexedText.tokens(stored.memory());
    tokens.forEach(token -> frequencies.merge(token, 1, Integer::sum));
    this.length = tokens.size();
  }

  private Entry(Entry same, Usage usage, long position) {
    this.stored = same.stored;
    this.usage = usage;
    this.position = position;
    this.frequencies = same.frequencies;
    this.length = same.length;
  }

  /** Counting does not touch the words. */
  Entry withUsage(Usage counted, long changedAt) {
    return new Entry(this, counted, changedAt);
  }

  /** The passage that is most like a vector, the first of equals; how much, and the first is. */
  record Best(Passage passage, double similarity, double leadSimilarity) {}

  @Nullable Best best(Embedding embedding) {
    Best best = null;
    for (Passage passage : stored.passages()) {
      double similarity = passage.embedding().similarity(embedding);
      if (best == null) {
        best = new Best(passage, similarity, similarity);
      } else if (similarity > best.similarity()) {
        best = new Best(passage, similarity, best.leadSimilarity());
      }
    }
    return best;
  }
}
