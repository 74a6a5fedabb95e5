package io.runbookmemory.lucene;

import io.runbookmemory.lucene.snapshot.SegmentMemories;
import io.runbookmemory.memory.MemoryId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A memory that a leg of a search has found.
 *
 * @param doc its document
 * @param id its identity
 * @param score how good it is on that leg, in [0, 1]
 * @param best its best passage, where the leg has looked for it
 */
record Candidate(int doc, MemoryId id, double score, SegmentMemories.@Nullable Best best) {

  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::id);

  /** Returns them in the order of their documents, in which a segment is read. */
  static List<Candidate> ascending(Collection<Candidate> candidates) {
    return candidates.stream().sorted(Comparator.comparingInt(Candidate::doc)).toList();
  }

  Candidate withScore(double other) {
    return new Candidate(doc, id, other, best);
  }
}
