package io.runbookmemory.bench.search;

import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/** How much a filter lets through of {@link Data}, whatever the vectors are. */
public enum Selectivity {
  /** All. */
  ALL("none"),
  /** Every second. */
  HALF("50 %"),
  /** One in twenty. */
  TWENTIETH("5 %"),
  /** One in two hundred. */
  RARE("0.5 %");

  private final String words;

  Selectivity(String words) {
    this.words = words;
  }

  /** Returns it as ARM's filter. */
  public Filter filter() {
    return switch (this) {
      case ALL -> Filter.everything();
      case HALF -> Filter.eq(Field.ENV, "prod");
      case TWENTIETH -> Filter.eq(Field.SERVICE, "service-7");
      case RARE -> new Filter.HasTag("tag-77");
    };
  }

  /** Returns it as a query of Lucene's, null for none. */
  @Nullable Query query() {
    return switch (this) {
      case ALL -> null;
      case HALF -> new TermQuery(new Term("env", "prod"));
      case TWENTIETH -> new TermQuery(new Term("service", "service-7"));
      case RARE -> new TermQuery(new Term("tag", "tag-77"));
    };
  }

  @Override
  public String toString() {
    return words;
  }
}
