package io.runbookmemory.bench.stages;

import io.runbookmemory.bench.search.Neighbours;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.ranking.HybridFusion;
import io.runbookmemory.store.ranking.IndexedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.DiversifyingChildrenFloatKnnVectorQuery;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.apache.lucene.search.join.ToChildBlockJoinQuery;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Lucene's own queries over the files of ARM's store, as somebody would write them who knows its
 * fields: the legs and the filter of a search of ARM's, without reading a single hit; a filter is
 * left out where all pass, and made ready before it is timed. What a recall takes beyond these and
 * the model is ARM's.
 */
public final class RawQueries implements AutoCloseable {

  private final MMapDirectory directory;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final int asked;
  private final BitSetProducer memories = new QueryBitSetProducer(term("kind", "MEMORY"));
  private final Map<Filter, Query> conditions = new HashMap<>();

  /** Opens a store's files, to read them. */
  public RawQueries(Path directory) throws IOException {
    this.directory = new MMapDirectory(directory);
    this.reader = DirectoryReader.open(this.directory);
    this.searcher = new IndexSearcher(reader);
    this.asked = Neighbours.of(reader);
  }

  /** Makes the filter of a search ready, which is not to be timed. */
  public void prepare(SearchRequest request) throws IOException {
    only(request.filter());
  }

  /** Runs the legs of a search; returns how many documents they gave. */
  public int search(SearchRequest request) throws IOException {
    boolean hybrid = request.mode() == SearchRequest.Mode.HYBRID;
    int wanted = hybrid ? HybridFusion.candidates(request.topK()) : request.topK();
    Query only = only(request.filter());
    int found = 0;
    if (request.mode() != SearchRequest.Mode.TEXT) {
      found += vectors(request, only, wanted).length;
    }
    return request.mode() == SearchRequest.Mode.VECTOR
        ? found
        : found + words(request, only, wanted).length;
  }

  private ScoreDoc[] vectors(SearchRequest request, @Nullable Query only, int wanted)
      throws IOException {
    float[] vector = request.embedding().orElseThrow().toArray();
    Query nearest =
        new DiversifyingChildrenFloatKnnVectorQuery(
            "vector",
            vector,
            only == null ? null : new ToChildBlockJoinQuery(only, memories),
            Math.max(asked, wanted),
            memories);
    return searcher.search(nearest, wanted).scoreDocs;
  }

  private ScoreDoc[] words(SearchRequest request, @Nullable Query only, int wanted)
      throws IOException {
    BooleanQuery.Builder words = new BooleanQuery.Builder();
    IndexedText.query(request.text())
        .forEach(token -> words.add(new TermQuery(new Term("tokens", token)), Occur.SHOULD));
    Query query =
        only == null
            ? words.build()
            : new BooleanQuery.Builder()
                .add(words.build(), Occur.MUST)
                .add(only, Occur.FILTER)
                .build();
    return searcher.search(query, wanted).scoreDocs;
  }

  /** Returns a filter, null where all pass: who knows that needs none. */
  private @Nullable Query only(Filter filter) throws IOException {
    Query known = conditions.get(filter);
    if (known == null) {
      Query memory = term("kind", "MEMORY");
      Query query =
          new BooleanQuery.Builder()
              .add(memory, Occur.FILTER)
              .add(term("tenant", Tenant.DEFAULT.name()), Occur.FILTER)
              .add(condition(filter), Occur.FILTER)
              .build();
      known = searcher.count(query) == searcher.count(memory) ? MatchAllDocsQuery.INSTANCE : query;
      conditions.put(filter, known);
    }
    return known instanceof MatchAllDocsQuery ? null : known;
  }

  private static Query condition(Filter filter) {
    return switch (filter) {
      case Filter.Everything everything -> MatchAllDocsQuery.INSTANCE;
      case Filter.And and -> joined(Occur.FILTER, and.parts());
      case Filter.Or or -> joined(Occur.SHOULD, or.parts());
      case Filter.Not not -> except(not.part());
      case Filter.Eq<?> eq -> equal(eq);
      case Filter.Ne<?> ne -> except(new Filter.Or(List.of(equalTo(ne))));
      case Filter.In<?> in -> among(in);
      case Filter.Range<?> range -> range(range);
      case Filter.ContainsText contains -> tokens(IndexedText.query(contains.text()));
      case Filter.HasTag tag -> term("tag", tag.tag());
      case Filter.IsNull missing -> term("missing", missing.field().name());
    };
  }

  private static Query joined(Occur occur, List<Filter> parts) {
    BooleanQuery.Builder joined = new BooleanQuery.Builder();
    parts.forEach(part -> joined.add(condition(part), occur));
    return joined.build();
  }

  private static Query except(Filter part) {
    return new BooleanQuery.Builder()
        .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
        .add(condition(part), Occur.MUST_NOT)
        .build();
  }

  private static <V extends Comparable<? super V>> Filter equalTo(Filter.Ne<V> ne) {
    return new Filter.Eq<>(ne.field(), ne.value());
  }

  private static <V extends Comparable<? super V>> Query equal(Filter.Eq<V> eq) {
    return eq.field().isText()
        ? term(name(eq.field()), eq.value().toString())
        : LongField.newExactQuery(name(eq.field()), eq.field().encode(eq.value()));
  }

  private static <V extends Comparable<? super V>> Query among(Filter.In<V> in) {
    return in.field().isText()
        ? new TermInSetQuery(
            name(in.field()),
            in.values().stream().map(value -> new BytesRef(value.toString())).toList())
        : LongField.newSetQuery(
            name(in.field()), in.values().stream().mapToLong(in.field()::encode).toArray());
  }

  private static <V extends Comparable<? super V>> Query range(Filter.Range<V> range) {
    V from = range.from();
    V to = range.to();
    return LongField.newRangeQuery(
        name(range.field()),
        from == null ? Long.MIN_VALUE : range.field().encode(from),
        to == null ? Long.MAX_VALUE : range.field().encode(to) - 1);
  }

  private static Query tokens(Collection<String> all) {
    BooleanQuery.Builder joined = new BooleanQuery.Builder();
    all.forEach(token -> joined.add(term("tokens", token), Occur.FILTER));
    return joined.build();
  }

  private static String name(Field<?> field) {
    return "field." + field.name();
  }

  private static Query term(String field, String text) {
    return new TermQuery(new Term(field, text));
  }

  @Override
  public void close() throws IOException {
    try (directory) {
      reader.close();
    }
  }
}
