package io.runbookmemory.lucene.engine;

import java.io.IOException;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * A condition that counts as a single clause, whatever it is made of. Lucene allows a query 1,024
 * clauses in all, nested ones included; a filter of ours has no such end, and Lucene's limit is a
 * static variable that is not ours to raise.
 */
public final class OneClause extends Query {

  private final Query condition;

  /** Makes one clause of a condition. */
  public OneClause(Query condition) {
    this.condition = condition;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost)
      throws IOException {
    return searcher.createWeight(searcher.rewrite(condition), ScoreMode.COMPLETE_NO_SCORES, boost);
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "(" + condition.toString(field) + ")";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OneClause that && condition.equals(that.condition);
  }

  @Override
  public int hashCode() {
    return 31 * classHash() + condition.hashCode();
  }
}
