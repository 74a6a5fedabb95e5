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
  private final BitSetProducer parents;

  /**
   * Prepares a search.
   *
   * @param parents the documents that are no children
   */
  public NearestBlocks(String field, float[] vector, BlockFilter filter, BitSetProducer parents) {
    this.field = field;
    this.vector = vector;
    this.allowed = filter;
    this.parents = parents;
  }

  /**
   * Returns the children found in a segment, ascending, with their similarity in the graph.
   *
   * @param most how many blocks to find
   */
  public ScoreDoc[] in(LeafReaderContext leaf, int most) throws IOException {
    Blocks blocks = allowed.in(leaf);
    if (blocks.children() == 0) {
      return NONE;
    }
    KnnCollector collector = collector(leaf, blocks, most);
    leaf.reader().searchNearestVectors(field, vector, collector, blocks);
    ScoreDoc[] found = collector.topDocs().scoreDocs;
    Arrays.sort(found, Comparator.comparingInt(hit -> hit.doc));
    return found;
  }

  /** Where no block has several children, nobody need watch for those of one block. */
  private KnnCollector collector(LeafReaderContext leaf, Blocks blocks, int most)
      throws IOException {
    return blocks.areSingle()
        ? new TopKnnCollector(most, Integer.MAX_VALUE, STRATEGY)
        : new DiversifyingNearestChildrenKnnCollectorManager(most, parents, allowed.searcher())
            .newCollector(Integer.MAX_VALUE, STRATEGY, leaf);
  }
}
