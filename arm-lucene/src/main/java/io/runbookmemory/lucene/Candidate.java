package io.runbookmemory.lucene;

import io.runbookmemory.memory.MemoryId;
import java.util.Comparator;

/**
 * A memory that a leg of a search has found.
 *
 * @param doc its document
 * @param id its identity
 * @param score how good it is on that leg, in [0, 1]
 */
record Candidate(int doc, MemoryId id, double score) {

  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::id);
}
