package io.runbookmemory.lucene.engine;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.DiversifyingChildrenFloatKnnVectorQuery;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Lucene's query for the children nearest to a vector, the best one of each block, within a filter
 * that is worked out already: Lucene's own would write it into a new bit set at every search.
 */
public final class NearestBlocks extends DiversifyingChildrenFloatKnnVectorQuery {

  private final BlockFilter allowed;

  /** Where no block has several children, nobody need watch for those of one block. */
  private final KnnCollectorManager anyChildren;

  /**
   * Creates a query.
   *
   * @param most how many blocks to find
   * @param parents the documents that are no children
   */
  public NearestBlocks(
      String field, float[] vector, BlockFilter filter, int most, BitSetProducer parents) {
    super(field, vector, null, most, parents, KnnSearchStrategy.Hnsw.DEFAULT);
    this.allowed = filter;
    this.anyChildren = (visits, strategy, leaf) -> new TopKnnCollector(most, visits, strategy);
  }

  @Override
  protected TopDocs approximateSearch(
      LeafReaderContext leaf, AcceptDocs live, int visitLimit, KnnCollectorManager collectors)
      throws IOException {
    Blocks blocks = allowed.in(leaf);
    return blocks.children() == 0
        ? new TopDocs(new TotalHits(0, TotalHits.Relation.EQUAL_TO), new ScoreDoc[0])
        : super.approximateSearch(
            leaf, blocks, visitLimit, blocks.areSingle() ? anyChildren : collectors);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NearestBlocks that && super.equals(other) && allowed == that.allowed;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + System.identityHashCode(allowed);
  }
}
