package io.runbookmemory.lucene;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.lucene.engine.BlockFilter;
import io.runbookmemory.lucene.engine.Blocks;
import io.runbookmemory.lucene.engine.Nearest;
import io.runbookmemory.lucene.engine.NearestBlocks;
import io.runbookmemory.lucene.engine.WideVectors;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.snapshot.AskedVector;
import io.runbookmemory.lucene.snapshot.SegmentMemories;
import io.runbookmemory.lucene.snapshot.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.VectorScorer;
import org.jspecify.annotations.Nullable;

/**
 * The memories whose best passage is nearest to a vector, out of those that a filter lets through.
 * Whichever way they are found, they are ordered by {@link Embedding#similarity} and then by id.
 */
final class VectorLeg {

  /**
   * So many passages are compared one by one where all are allowed, and more the smaller the share
   * that is: this number by the root of the share. A graph with a filter passes many nodes that it
   * may not give. Measured with 100,000 passages of 384 dimensions and a graph that was asked for
   * 100 whatever the share, in microseconds of one core:
   *
   * <pre>
   *     allowed   all compared   graph
   *       100 %         16,200   1,090
   *         5 %            960   6,500
   * </pre>
   */
  static final long FEW = 6000;

  /**
   * How many memories the graph is asked for at least where all are allowed, and fewer the smaller
   * the share that is: this number by its cubic root. With a filter a graph passes so many more
   * nodes that it finds as much when asked for less: with a million passages and one in twenty of
   * them allowed it compared 18,000 to give 100 and found .998, and 8,000 to give 40 for .988.
   *
   * <p>With 100,000 real texts a graph asked for 50 found of the 10 nearest .979 and .980 on the
   * halves of 550 questions, asked for 100 .992 and .991, for 200 .995 and .995. What is much alike
   * takes more. Of 100,000 made of 20,000 real texts, the halves of 352 questions, with graphs of
   * which each is asked for as many as {@link Depth} says, and the time by that of Lucene's queries
   * by hand, which asked each of its segments for 100 and found .980 and .984. The one graph was
   * built with a beam of 150, the three with Lucene's 100:
   *
   * <pre>
   *     asked for   three graphs  time   one graph   time
   *           100   .971   .977    .58   .977  .973   .42
   *           150   .976   .984    .73   .982  .985   .54
   *           200   .982   .988    .89   .986  .990   .59
   * </pre>
   */
  private static final int LEAST = 150;

  /**
   * A graph of more passages is asked for more, by the sixth root of their number: a million
   * passages for 183. By the cubic root a million would take more than four times what a thousand
   * take.
   */
  private static final double LARGE = 300_000;

  private final Snapshot snapshot;
  private final BlockFilter allowed;
  private final AskedVector asked;
  private final float[] vector;
  private final long few;

  /**
   * Prepares a leg.
   *
   * @param few how many passages are so few that all are compared: {@link #FEW}, or {@link
   *     Long#MAX_VALUE} where none may be missed
   */
  VectorLeg(Snapshot snapshot, BlockFilter allowed, AskedVector asked, long few) {
    this.snapshot = snapshot;
    this.allowed = allowed;
    this.asked = asked;
    this.vector = asked.vector();
    this.few = few;
  }

  List<Candidate> best(int wanted) throws IOException {
    long passages = allowed.children();
    LongSummaryStatistics all = passagesOfSegments();
    double share = (double) passages / all.getSum();
    if (passages * Math.sqrt(share) > few) {
      Depth depth = new Depth(wanted + wanted / 4, neighbours(all.getMax(), share), all.getMax());
      while (depth.deepest() < passages) {
        List<Candidate> near = nearby(wanted, depth);
        if (near != null) {
          return near;
        }
        depth = depth.deeper();
      }
    }
    return exhaustive(wanted);
  }

  /**
   * How many neighbours each graph is asked for: one of few passages for fewer than the largest, by
   * the cubic root of their number, as the nearest are hardly all in the smaller one. Where they
   * are, the answer is not certain, and all are asked for more.
   *
   * @param least each is asked for
   * @param most the largest is asked for, if that is more
   * @param largest the passages of the largest
   */
  private record Depth(long least, long most, long largest) {

    long deepest() {
      return Math.max(least, most);
    }

    int of(int passages) {
      double share = (double) passages / largest;
      return Math.toIntExact(Math.max(least, Math.round(most * Math.cbrt(share))));
    }

    Depth deeper() {
      return new Depth(8 * least, 8 * most, largest);
    }
  }

  /** Returns how many a graph is asked for where such a share of its passages is allowed. */
  static int neighbours(long passages, double share) {
    double larger = Math.max(1, passages / LARGE);
    return (int) Math.round(LEAST * Math.cbrt(share) * Math.pow(larger, 1 / 6.0));
  }

  private LongSummaryStatistics passagesOfSegments() throws IOException {
    LongSummaryStatistics all = new LongSummaryStatistics();
    for (LeafReaderContext leaf : snapshot.reader().leaves()) {
      all.accept(passages(leaf));
    }
    return all;
  }

  private static int passages(LeafReaderContext leaf) throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
    return vectors == null ? 0 : vectors.size();
  }

  /** Compares every passage: roughly first, then exactly what may be among the best. */
  private List<Candidate> exhaustive(int wanted) throws IOException {
    Nearest nearest = new Nearest(wanted, vector.length);
    DocAndFloatFeatureBuffer buffer = new DocAndFloatFeatureBuffer();
    for (LeafReaderContext leaf : snapshot.reader().leaves()) {
      Blocks blocks = allowed.in(leaf);
      VectorScorer scorer = scorer(leaf);
      if (scorer != null && blocks.children() > 0) {
        nearest.enter(leaf.docBase, snapshot.blockEnds().getBitSet(leaf));
        VectorScorer.Bulk bulk = scorer.bulk(blocks.documents());
        do {
          bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, blocks.bits(), buffer);
          for (int i = 0; i < buffer.size; i++) {
            nearest.offer(buffer.docs[i], buffer.features[i]);
          }
        } while (buffer.size > 0);
      }
    }
    return compared(nearest, wanted);
  }

  /**
   * Asks the graph. Returns null where its answer cannot be relied on: it found too few, or what it
   * found is so alike to the end that equals may have been left out.
   */
  private @Nullable List<Candidate> nearby(int wanted, Depth depth) throws IOException {
    NearestBlocks graphs =
        new NearestBlocks(IndexFields.VECTOR, vector, allowed, snapshot.blockEnds());
    Nearest nearest = new Nearest(wanted, vector.length);
    for (LeafReaderContext leaf : snapshot.reader().leaves()) {
      ScoreDoc[] found = graphs.in(leaf, depth.of(passages(leaf)));
      if (found.length > 0) {
        nearest.enter(leaf.docBase, snapshot.blockEnds().getBitSet(leaf));
        offer(found, leaf, nearest);
        if (found.length < allowed.in(leaf).children()) {
          nearest.cut();
        }
      }
    }
    return nearest.isCertain() ? compared(nearest, wanted) : null;
  }

  private void offer(ScoreDoc[] found, LeafReaderContext leaf, Nearest nearest) throws IOException {
    if (WideVectors.graphIsExact(leaf.reader(), IndexFields.VECTOR)) {
      for (ScoreDoc passage : found) {
        nearest.offer(passage.doc, passage.score);
      }
    } else {
      VectorScorer scorer = scorer(leaf);
      for (ScoreDoc passage : found) {
        if (scorer != null && scorer.iterator().advance(passage.doc) == passage.doc) {
          nearest.offer(passage.doc, scorer.score());
        }
      }
    }
  }

  /** Returns what compares in full precision, also where the graph does not. */
  private @Nullable VectorScorer scorer(LeafReaderContext leaf) throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
    return vectors == null ? null : vectors.rescorer(vector);
  }

  /** Returns the nearest memories with their exact similarity, best first. */
  private List<Candidate> compared(Nearest nearest, int wanted) throws IOException {
    List<Candidate> compared = new ArrayList<>();
    LeafReaderContext leaf = null;
    SegmentMemories segment = null;
    for (int memory : nearest.parents()) {
      if (leaf == null || segment == null || !Snapshot.holds(leaf, memory)) {
        leaf = snapshot.leaf(memory);
        segment = new SegmentMemories(leaf);
      }
      int doc = memory - leaf.docBase;
      SegmentMemories.Best best = segment.best(doc, asked);
      if (best != null) {
        compared.add(new Candidate(memory, segment.id(doc), best.similarity(), best));
      }
    }
    compared.sort(Candidate.BEST_FIRST);
    return compared.size() > wanted ? compared.subList(0, wanted) : compared;
  }
}
