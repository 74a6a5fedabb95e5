package io.runbookmemory.bench.search;

import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.ranking.HybridFusion;
import io.runbookmemory.store.ranking.IndexedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Lucene by hand: one document a memory, with its vector, the same tokens, filter fields and the
 * JSON, of which a search reads the strings and parses none. A document's number is its memory's.
 */
public final class RawSide implements Side {

  /** So many neighbours find .98 of the ten nearest of a hundred thousand. */
  public static final int ENOUGH = 100;

  private static final int BATCH = 1000;
  private static final FieldType COUNTED = new FieldType();

  static {
    COUNTED.setTokenized(true);
    COUNTED.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    COUNTED.freeze();
  }

  private final MMapDirectory directory;
  private final int asked;
  private @Nullable DirectoryReader reader;

  /**
   * Opens the index in a directory.
   *
   * @param asked how many neighbours the graph is asked for, at least as many as are wanted
   */
  public RawSide(Path directory, int asked) throws IOException {
    this.directory = new MMapDirectory(directory);
    this.asked = asked;
    this.reader =
        DirectoryReader.indexExists(this.directory) ? DirectoryReader.open(this.directory) : null;
  }

  /** Writes what is not there yet. */
  public void write(Data data, Progress progress) throws IOException {
    int there = reader == null ? 0 : reader.numDocs();
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      for (int number = there; number < data.size(); number++) {
        writer.addDocument(document(data, number));
        if (number % BATCH == BATCH - 1) {
          writer.commit();
          progress.at("raw", number + 1, data.size());
        }
      }
    }
    close(reader);
    reader = DirectoryReader.open(directory);
  }

  private static void close(@Nullable DirectoryReader open) throws IOException {
    if (open != null) {
      open.close();
    }
  }

  private static Document document(Data data, int number) {
    Memory memory = data.memory(number);
    Document document = new Document();
    document.add(
        new KnnFloatVectorField(
            "vector", data.embedding(number).toArray(), VectorSimilarityFunction.DOT_PRODUCT));
    document.add(new StringField("env", String.valueOf(memory.scope().env()), Field.Store.NO));
    document.add(
        new StringField("service", String.valueOf(memory.scope().service()), Field.Store.NO));
    memory.tags().forEach(tag -> document.add(new StringField("tag", tag, Field.Store.NO)));
    document.add(new StoredField("json", MemoryJson.write(memory)));
    document.add(new StoredField("number", number));
    document.add(new Field("tokens", new Tokens(IndexedText.tokens(memory)), COUNTED));
    return document;
  }

  @Override
  public String name() {
    return "raw";
  }

  @Override
  public int[] search(Entry question, SearchRequest.Mode mode, Selectivity selectivity)
      throws IOException {
    DirectoryReader open = reader;
    if (open == null) {
      throw new IllegalStateException("nothing was written");
    }
    IndexSearcher searcher = new IndexSearcher(open);
    return fetch(
        searcher,
        switch (mode) {
          case VECTOR -> vectors(searcher, question, selectivity, TOP_K);
          case TEXT -> words(searcher, question, selectivity, TOP_K);
          case HYBRID -> hybrid(searcher, question, selectivity);
        });
  }

  private List<Integer> vectors(
      IndexSearcher searcher, Entry question, Selectivity selectivity, int wanted)
      throws IOException {
    int most = Math.max(asked, wanted);
    Query query = new KnnFloatVectorQuery("vector", question.vector(), most, selectivity.query());
    return docs(searcher.search(query, wanted).scoreDocs);
  }

  private static List<Integer> words(
      IndexSearcher searcher, Entry question, Selectivity selectivity, int wanted)
      throws IOException {
    BooleanQuery.Builder words = new BooleanQuery.Builder();
    for (String token : IndexedText.query(question.text())) {
      words.add(new TermQuery(new Term("tokens", token)), Occur.SHOULD);
    }
    Query only = selectivity.query();
    Query query =
        only == null
            ? words.build()
            : new BooleanQuery.Builder()
                .add(words.build(), Occur.MUST)
                .add(only, Occur.FILTER)
                .build();
    return docs(searcher.search(query, wanted).scoreDocs);
  }

  /** Fuses as many candidates of either leg as ARM does, in the same way. */
  private List<Integer> hybrid(IndexSearcher searcher, Entry question, Selectivity selectivity)
      throws IOException {
    int candidates = HybridFusion.candidates(TOP_K);
    Map<MemoryId, Double> scores =
        HybridFusion.scores(
            ids(vectors(searcher, question, selectivity, candidates)),
            ids(words(searcher, question, selectivity, candidates)));
    return scores.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(TOP_K)
        .map(entry -> (int) entry.getKey().value().getLeastSignificantBits())
        .toList();
  }

  private static List<MemoryId> ids(List<Integer> docs) {
    return docs.stream().map(doc -> new MemoryId(new UUID(0, doc))).toList();
  }

  private static List<Integer> docs(ScoreDoc[] hits) {
    List<Integer> docs = new ArrayList<>();
    for (ScoreDoc hit : hits) {
      docs.add(hit.doc);
    }
    return docs;
  }

  private static int[] fetch(IndexSearcher searcher, List<Integer> docs) throws IOException {
    StoredFields stored = searcher.storedFields();
    int[] numbers = new int[docs.size()];
    for (int i = 0; i < numbers.length; i++) {
      Document document = stored.document(docs.get(i), Set.of("number", "json"));
      numbers[i] = document.getField("number").numericValue().intValue();
    }
    return numbers;
  }

  @Override
  public void close() throws IOException {
    try (directory) {
      close(reader);
    }
  }
}
