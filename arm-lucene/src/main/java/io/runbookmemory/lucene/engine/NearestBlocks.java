package io.runbookmemory.lucene.engine;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.DiversifyingNearestChildrenKnnCollectorManager;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.search.knn.KnnSearchStrategy;

/**
 * The children nearest to a vector, the best one of each block, by the graph of each segment and
 * within a filter that is worked out already: Lucene's own query would write the filter into a new
 * bit set at every search, and look up and sort once more what it found.
 */
public final class NearestBlocks {

  private static final ScoreDoc[] NONE = {};

  private static final KnnSearchStrategy STRATEGY = KnnSearchStrategy.Hnsw.DEFAULT;

  private final String field;
  private final float[] vector;
  private final BlockFilter allowed;
  private final int most;
  private final KnnCollectorManager diverse;

  /**
   * Prepares a search.
   *
   * @param most how many blocks to find in each segment
   * @param parents the documents that are no children
   */
  public NearestBlocks(
      String field, float[] vector, BlockFilter filter, int most, BitSetProducer parents) {
    this.field = field;
    this.vector = vector;
    this.allowed = filter;
    this.most = most;
    this.diverse =
        new DiversifyingNearestChildrenKnnCollectorManager(most, parents, filter.searcher());
  }

  /** Returns the children found in a segment, ascending, with their similarity in the graph. */
  public ScoreDoc[] in(LeafReaderContext leaf) throws IOException {
    Blocks blocks = allowed.in(leaf);
    if (blocks.children() == 0) {
      return NONE;
    }
    KnnCollector collector = collector(leaf, blocks);
    leaf.reader().searchNearestVectors(field, vector, collector, blocks);
    ScoreDoc[] found = collector.topDocs().scoreDocs;
    Arrays.sort(found, Comparator.comparingInt(hit -> hit.doc));
    return found;
  }

  /** Where no block has several children, nobody need watch for those of one block. */
  private KnnCollector collector(LeafReaderContext leaf, Blocks blocks) throws IOException {
    return blocks.areSingle()
        ? new TopKnnCollector(most, Integer.MAX_VALUE, STRATEGY)
        : diverse.newCollector(Integer.MAX_VALUE, STRATEGY, leaf);
  }
}
