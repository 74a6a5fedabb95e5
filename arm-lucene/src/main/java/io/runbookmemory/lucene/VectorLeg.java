package io.runbookmemory.lucene;

import io.runbookmemory.embedding.Embedding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.join.DiversifyingChildrenFloatKnnVectorQuery;
import org.apache.lucene.search.join.ToChildBlockJoinQuery;
import org.jspecify.annotations.Nullable;

/**
 * The memories whose best passage is nearest to a vector, out of those that a query lets through.
 * Whichever way they are found, they are ordered by {@link Embedding#similarity} and then by id.
 */
final class VectorLeg {

  /** So few passages are compared one by one: it takes a millisecond and misses none. */
  private static final int FEW_PASSAGES = 2_000;

  /** How many more than wanted the graph is asked for: what it misses is at the end of its list. */
  private static final int MORE = 90;

  private final Snapshot snapshot;
  private final Query allowed;
  private final Embedding embedding;
  private final boolean exact;

  VectorLeg(Snapshot snapshot, Query allowed, Embedding embedding, boolean exact) {
    this.snapshot = snapshot;
    this.allowed = allowed;
    this.embedding = embedding;
    this.exact = exact;
  }

  List<Candidate> best(int wanted) throws IOException {
    if (exact || areFew()) {
      return exhaustive(wanted);
    }
    List<Candidate> near = nearby(wanted);
    return near == null ? exhaustive(wanted) : near;
  }

  private boolean areFew() throws IOException {
    int[] passages = {0};
    snapshot.visit(
        allowed,
        (segment, doc) -> {
          passages[0] += segment.passageCount(doc);
          return passages[0] <= FEW_PASSAGES;
        });
    return passages[0] <= FEW_PASSAGES;
  }

  private List<Candidate> exhaustive(int wanted) throws IOException {
    PriorityQueue<Candidate> best = new PriorityQueue<>(Candidate.BEST_FIRST.reversed());
    snapshot.visit(
        allowed,
        (segment, doc) -> {
          SegmentMemories.Best passage = segment.best(doc, embedding);
          if (passage != null
              && (best.size() < wanted || passage.similarity() >= best.element().score())) {
            best.add(new Candidate(segment.global(doc), segment.id(doc), passage.similarity()));
            if (best.size() > wanted) {
              best.remove();
            }
          }
          return true;
        });
    return best.stream().sorted(Candidate.BEST_FIRST).toList();
  }

  /**
   * Asks the graph. Returns null where its answer cannot be relied on: it found too few, or what it
   * found is so alike to the end that equals may have been left out.
   */
  private @Nullable List<Candidate> nearby(int wanted) throws IOException {
    int asked = (int) Math.min((long) wanted + MORE, snapshot.reader().maxDoc());
    Query query =
        new DiversifyingChildrenFloatKnnVectorQuery(
            IndexFields.VECTOR,
            embedding.toArray(),
            new ToChildBlockJoinQuery(allowed, snapshot.blockEnds()),
            asked,
            snapshot.blockEnds());
    ScoreDoc[] passages = snapshot.searcher().search(query, asked).scoreDocs;
    List<Candidate> near = compared(passages);
    boolean tooFew = near.size() < wanted;
    return tooFew || near.get(wanted - 1).score() == near.getLast().score()
        ? null
        : near.subList(0, wanted);
  }

  private List<Candidate> compared(ScoreDoc[] passages) throws IOException {
    int[] memories = new int[passages.length];
    for (int i = 0; i < passages.length; i++) {
      memories[i] = snapshot.memoryOf(passages[i].doc);
    }
    Arrays.sort(memories);
    List<Candidate> compared = new ArrayList<>();
    for (int memory : memories) {
      SegmentMemories segment = new SegmentMemories(snapshot.leaf(memory));
      int doc = memory - segment.global(0);
      SegmentMemories.Best passage = segment.best(doc, embedding);
      if (passage != null) {
        compared.add(new Candidate(memory, segment.id(doc), passage.similarity()));
      }
    }
    compared.sort(Candidate.BEST_FIRST);
    return compared;
  }
}
