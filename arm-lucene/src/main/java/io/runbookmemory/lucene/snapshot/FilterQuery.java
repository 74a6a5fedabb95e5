package io.runbookmemory.lucene.snapshot;

import io.runbookmemory.lucene.engine.OneClause;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.index.IndexFields.Kind;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.ranking.IndexedText;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;

/** A filter as a query that lets through exactly the memories that it does. */
public final class FilterQuery {

  /** Below Lucene's 1,024. */
  private static final int MAX_CLAUSES = 1000;

  private FilterQuery() {}

  /** Returns the query for the memories of a tenant that pass a filter. */
  public static BooleanQuery.Builder memories(Tenant tenant, Filter filter) {
    BooleanQuery.Builder memories = of(Kind.MEMORY, tenant);
    if (!(filter instanceof Filter.Everything)) {
      memories.add(new OneClause(condition(filter)), Occur.FILTER);
    }
    return memories;
  }

  /** Returns the query for a tenant's documents of some kind. */
  public static BooleanQuery.Builder of(Kind kind, Tenant tenant) {
    return new BooleanQuery.Builder()
        .add(new TermQuery(kind.term()), Occur.FILTER)
        .add(new TermQuery(IndexFields.tenant(tenant)), Occur.FILTER);
  }

  private static Query condition(Filter filter) {
    return switch (filter) {
      case Filter.Everything everything -> MatchAllDocsQuery.INSTANCE;
      case Filter.And and -> joined(Occur.FILTER, conditions(and.parts()));
      case Filter.Or or -> joined(Occur.SHOULD, conditions(or.parts()));
      case Filter.Not not -> not(condition(not.part()));
      case Filter.Eq<?> eq -> equal(eq);
      case Filter.Ne<?> ne -> unequal(ne);
      case Filter.In<?> in -> in(in);
      case Filter.Range<?> range -> range(range);
      case Filter.ContainsText contains -> joined(Occur.FILTER, tokens(contains.text()));
      case Filter.HasTag tag -> term(IndexFields.TAG, tag.tag());
      case Filter.IsNull missing -> term(IndexFields.MISSING, missing.field().name());
    };
  }

  private static List<Query> conditions(List<Filter> parts) {
    return parts.stream().map(FilterQuery::condition).toList();
  }

  private static List<Query> tokens(String text) {
    return IndexedText.query(text).stream().map(token -> term(IndexFields.TOKENS, token)).toList();
  }

  /** Joins conditions; more than Lucene takes are joined in groups first. */
  private static Query joined(Occur occur, List<Query> conditions) {
    List<Query> clauses = conditions;
    while (clauses.size() > MAX_CLAUSES) {
      List<Query> groups = new ArrayList<>();
      for (int from = 0; from < clauses.size(); from += MAX_CLAUSES) {
        int to = Math.min(from + MAX_CLAUSES, clauses.size());
        groups.add(joined(occur, clauses.subList(from, to)));
      }
      clauses = groups;
    }
    BooleanQuery.Builder joined = new BooleanQuery.Builder();
    clauses.forEach(clause -> joined.add(clause, occur));
    return new OneClause(joined.build());
  }

  private static Query not(Query condition) {
    return new OneClause(
        new BooleanQuery.Builder()
            .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
            .add(condition, Occur.MUST_NOT)
            .build());
  }

  private static <V extends Comparable<? super V>> Query equal(Filter.Eq<V> eq) {
    return exact(eq.field(), eq.value());
  }

  private static <V extends Comparable<? super V>> Query unequal(Filter.Ne<V> ne) {
    return not(exact(ne.field(), ne.value()));
  }

  private static <V extends Comparable<? super V>> Query exact(Field<V> field, V value) {
    String name = IndexFields.name(field);
    return field.isText()
        ? term(name, value.toString())
        : LongField.newExactQuery(name, field.encode(value));
  }

  private static <V extends Comparable<? super V>> Query in(Filter.In<V> in) {
    String name = IndexFields.name(in.field());
    return in.field().isText()
        ? new TermInSetQuery(
            name, in.values().stream().map(value -> IndexFields.term(value.toString())).toList())
        : LongField.newSetQuery(name, in.values().stream().mapToLong(in.field()::encode).toArray());
  }

  private static <V extends Comparable<? super V>> Query range(Filter.Range<V> range) {
    V from = range.from();
    V to = range.to();
    long first = from == null ? Long.MIN_VALUE : range.field().encode(from);
    long end = to == null ? Long.MAX_VALUE : range.field().encode(to);
    long last = to == null || end == Long.MIN_VALUE ? end : end - 1;
    return first > last || (to != null && end == Long.MIN_VALUE)
        ? new MatchNoDocsQuery("an empty range")
        : LongField.newRangeQuery(IndexFields.name(range.field()), first, last);
  }

  private static Query term(String field, String text) {
    return new TermQuery(new Term(field, IndexFields.term(text)));
  }
}
