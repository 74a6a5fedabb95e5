package io.runbookmemory.bench.peers;

import dev.langchain4j.community.rag.content.retriever.lucene.LuceneEmbeddingStore;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.Selectivity;
import io.runbookmemory.bench.search.Side;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.store.SearchRequest.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/**
 * LangChain4j's Lucene store ({@code langchain4j-community-lucene}), whose last release is built
 * against Lucene 9 and runs with ARM's. It ignores a filter, so that the caller drops what does not
 * pass of the ten that it gives; it opens the index anew for each search.
 */
public final class LangChain4jLuceneSide implements Side {

  private static final int BATCH = 1000;

  private final Directory directory;
  private final LuceneEmbeddingStore store;
  private final Map<Selectivity, IntPredicate> passing = new EnumMap<>(Selectivity.class);

  /** Fills an empty directory. */
  public LangChain4jLuceneSide(Path folder, Data data) throws IOException {
    directory = new MMapDirectory(folder);
    store = LuceneEmbeddingStore.builder().directory(directory).build();
    for (int from = 0; from < data.size(); from += BATCH) {
      List<String> ids = new ArrayList<>();
      List<Embedding> vectors = new ArrayList<>();
      List<TextSegment> texts = new ArrayList<>();
      for (int number = from; number < Math.min(from + BATCH, data.size()); number++) {
        Memory memory = data.memory(number);
        var metadata = dev.langchain4j.data.document.Metadata.from(Metadata.of(memory));
        ids.add(Integer.toString(number));
        vectors.add(Embedding.from(data.embedding(number).toArray()));
        texts.add(TextSegment.from(memory.text(), metadata.put("number", "" + number)));
      }
      store.addAll(ids, vectors, texts);
    }
    for (Selectivity selectivity : Selectivity.values()) {
      passing.put(selectivity, data.passing(selectivity)::get);
    }
  }

  @Override
  public String name() {
    return "LangChain4j's Lucene";
  }

  @Override
  public int[] search(Entry question, Mode mode, Selectivity selectivity) {
    EmbeddingSearchRequest request =
        EmbeddingSearchRequest.builder()
            .queryEmbedding(Embedding.from(question.vector()))
            .maxResults(TOP_K)
            .build();
    IntStream found =
        store.search(request).matches().stream()
            .mapToInt(match -> Integer.parseInt(match.embedded().metadata().getString("number")));
    return found.filter(passing.getOrDefault(selectivity, number -> true)).toArray();
  }

  @Override
  public boolean knowsFilters() {
    return false;
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }
}
