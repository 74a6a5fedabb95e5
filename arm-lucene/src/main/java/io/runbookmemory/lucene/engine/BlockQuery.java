package io.runbookmemory.lucene.engine;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/** The documents that a filter lets through, deleted ones included. */
final class BlockQuery extends Query {

  private final BlockFilter filter;

  BlockQuery(BlockFilter filter) {
    this.filter = filter;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        DocIdSetIterator documents = filter.in(leaf).unlessExpired();
        return ConstantScoreScorerSupplier.fromIterator(
            documents, score(), scoreMode, leaf.reader().maxDoc());
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "(blocks)";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BlockQuery that && filter == that.filter;
  }

  @Override
  public int hashCode() {
    return 31 * classHash() + System.identityHashCode(filter);
  }
}
