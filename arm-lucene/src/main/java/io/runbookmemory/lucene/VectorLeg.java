package io.runbookmemory.lucene;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.lucene.index.IndexFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
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

  /**
   * So many coordinates are compared one by one: 64 MB, or 41,666 passages of 384 dimensions. It
   * takes some 5 ms, no more than the graph with its filter would, and misses none.
   */
  static final long FEW_COORDINATES = 16_000_000;

  /** How many more than wanted the graph is asked for: what it misses is at the end of its list. */
  private static final int MORE = 200;

  private final Snapshot snapshot;
  private final Query allowed;
  private final Embedding embedding;
  private final long few;

  /**
   * Prepares a leg.
   *
   * @param few how many coordinates are so few that all are compared: {@link #FEW_COORDINATES}, or
   *     {@link Long#MAX_VALUE} where none may be missed
   */
  VectorLeg(Snapshot snapshot, Query allowed, Embedding embedding, long few) {
    this.snapshot = snapshot;
    this.allowed = allowed;
    this.embedding = embedding;
    this.few = few / embedding.dimension();
  }

  List<Candidate> best(int wanted) throws IOException {
    if (allPassages() <= few || allowedPassagesAreFew()) {
      return exhaustive(wanted);
    }
    List<Candidate> near = nearby(wanted);
    return near == null ? exhaustive(wanted) : near;
  }

  private long allPassages() throws IOException {
    long passages = 0;
    for (LeafReaderContext leaf : snapshot.reader().leaves()) {
      FloatVectorValues vectors = leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
      passages += vectors == null ? 0 : vectors.size();
    }
    return passages;
  }

  private boolean allowedPassagesAreFew() throws IOException {
    long[] passages = {0};
    snapshot.visit(
        allowed,
        (segment, doc) -> {
          passages[0] += segment.passageCount(doc);
          return passages[0] <= few;
        });
    return passages[0] <= few;
  }

  /**
   * Compares every passage: roughly first, then exactly what may be among the best. By Cauchy and
   * Schwarz a sum of products of unit vectors in single precision is off by less than dimension
   * times 2^-24, of which a similarity is half; twice that, to either side, leaves nobody out.
   */
  private List<Candidate> exhaustive(int wanted) throws IOException {
    float[] vector = embedding.toArray();
    float slack = vector.length * 0x1p-23f;
    PriorityQueue<Float> best = new PriorityQueue<>();
    List<Rough> near = new ArrayList<>();
    snapshot.visit(
        allowed,
        leaf -> new SegmentMemories(leaf).comparedWith(vector),
        (segment, doc) -> {
          float similarity = segment.roughly(doc);
          if (similarity >= 0 && (best.size() < wanted || similarity >= best.element() - slack)) {
            near.add(new Rough(segment.global(doc), similarity));
            best.add(similarity);
            if (best.size() > wanted) {
              best.remove();
            }
          }
          return true;
        });
    float least = best.isEmpty() ? 0 : best.element() - slack;
    int[] memories =
        near.stream().filter(one -> one.similarity() >= least).mapToInt(Rough::doc).toArray();
    List<Candidate> compared = compared(memories);
    return compared.subList(0, Math.min(wanted, compared.size()));
  }

  private record Rough(int doc, float similarity) {}

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
    int[] memories = new int[passages.length];
    for (int i = 0; i < passages.length; i++) {
      memories[i] = snapshot.memoryOf(passages[i].doc);
    }
    Arrays.sort(memories);
    List<Candidate> near = compared(memories);
    boolean tooFew = near.size() < wanted;
    return tooFew || near.get(wanted - 1).score() == near.getLast().score()
        ? null
        : near.subList(0, wanted);
  }

  /** Returns memories, given in ascending order, with their exact similarity, best first. */
  private List<Candidate> compared(int[] memories) throws IOException {
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
