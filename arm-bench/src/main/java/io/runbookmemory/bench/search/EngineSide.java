package io.runbookmemory.bench.search;

import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.ranking.HybridFusion;
import io.runbookmemory.store.ranking.IndexedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.DiversifyingChildrenFloatKnnVectorQuery;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.apache.lucene.store.MMapDirectory;

/**
 * Lucene's own queries over the files of ARM's store: what the engine under ARM takes without a
 * filter, without comparing in full and without reading a single hit.
 */
public final class EngineSide implements Side {

  private final MMapDirectory directory;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final int asked;
  private final BitSetProducer memories =
      new QueryBitSetProducer(new TermQuery(new Term("kind", "MEMORY")));

  /** Opens a store's files, to read them. */
  public EngineSide(Path directory) throws IOException {
    this.directory = new MMapDirectory(directory);
    this.reader = DirectoryReader.open(this.directory);
    this.searcher = new IndexSearcher(reader);
    this.asked = Neighbours.of(reader);
  }

  @Override
  public String name() {
    return "engine";
  }

  /** Returns no numbers: nothing is read of what is found. */
  @Override
  public int[] search(Entry question, SearchRequest.Mode mode, Selectivity selectivity)
      throws IOException {
    if (selectivity != Selectivity.ALL) {
      throw new IllegalArgumentException("the engine alone is asked without a filter");
    }
    int candidates = HybridFusion.candidates(TOP_K);
    switch (mode) {
      case VECTOR -> vectors(question, TOP_K);
      case TEXT -> words(question, TOP_K);
      case HYBRID -> {
        vectors(question, candidates);
        words(question, candidates);
      }
    }
    return IntStream.empty().toArray();
  }

  private void vectors(Entry question, int wanted) throws IOException {
    Query query =
        new DiversifyingChildrenFloatKnnVectorQuery(
            "vector", question.vector(), null, asked, memories);
    searcher.search(query, wanted);
  }

  private void words(Entry question, int wanted) throws IOException {
    BooleanQuery.Builder words = new BooleanQuery.Builder();
    for (String token : IndexedText.query(question.text())) {
      words.add(new TermQuery(new Term("tokens", token)), Occur.SHOULD);
    }
    searcher.search(words.build(), wanted);
  }

  @Override
  public void close() throws IOException {
    try (directory) {
      reader.close();
    }
  }
}
