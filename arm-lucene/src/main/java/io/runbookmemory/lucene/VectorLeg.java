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
   * the share that is: this number by its cubic root. With 100,000 real texts and 550 questions it
   * found of the 10 nearest .992 on one half of the questions, by which this was chosen, and .991
   * on the other (of the 60 nearest .985); asked for 50 it found .979 and .980 in four fifths of
   * the time, for 200 .995 and .995 in half as much again. With a filter a graph passes so many
   * more nodes that it finds as much when asked for less: with a million passages and one in twenty
   * of them allowed it compared 18,000 to give 100 and found .998, and 8,000 to give 40 for .988.
   *
   * <p>In a graph of more passages than {@link #MEASURED} it is asked for more, by the sixth root
   * of their number. A million made-up passages, many of them alike, on either half of the
   * questions:
   *
   * <pre>
   *     asked for   found of 10      ms
   *           100   .872   .851   .31   .36
   *           147   .894   .900   .46   .39
   *           215   .923   .941   .69   .52
   * </pre>
   *
   * <p>The last is the cubic root, with which a million would take more than four times what a
   * thousand take.
   */
  private static final int LEAST = 100;

  /** The passages of the graph by which {@link #LEAST} was chosen. */
  private static final double MEASURED = 100_000;

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
    double size = Math.max(1, Math.sqrt(all.getMax() / MEASURED));
    long asked = Math.max(wanted + wanted / 4L, Math.round(LEAST * Math.cbrt(share * size)));
    while (passages * Math.sqrt(share) > few && asked < passages) {
      List<Candidate> near = nearby(wanted, Math.toIntExact(asked));
      if (near != null) {
        return near;
      }
      asked *= 8;
    }
    return exhaustive(wanted);
  }

  private LongSummaryStatistics passagesOfSegments() throws IOException {
    LongSummaryStatistics all = new LongSummaryStatistics();
    for (LeafReaderContext leaf : snapshot.reader().leaves()) {
      FloatVectorValues vectors = leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
      all.accept(vectors == null ? 0 : vectors.size());
    }
    return all;
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
  private @Nullable List<Candidate> nearby(int wanted, int asked) throws IOException {
    NearestBlocks graphs =
        new NearestBlocks(IndexFields.VECTOR, vector, allowed, asked, snapshot.blockEnds());
    Nearest nearest = new Nearest(wanted, vector.length);
    for (LeafReaderContext leaf : snapshot.reader().leaves()) {
      ScoreDoc[] found = graphs.in(leaf);
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
