package io.runbookmemory.bench.peers;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.MetadataFilterBuilder;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.Selectivity;
import io.runbookmemory.bench.search.Side;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.store.SearchRequest;
import org.jspecify.annotations.Nullable;

/** LangChain4j's store in memory, which compares all; a search gives texts with metadata. */
public final class LangChain4jSide implements Side {

  private final InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();

  /** Fills the store. */
  public LangChain4jSide(Data data) {
    for (int number = 0; number < data.size(); number++) {
      Memory memory = data.memory(number);
      var metadata = dev.langchain4j.data.document.Metadata.from(Metadata.of(memory));
      store.add(
          Integer.toString(number),
          Embedding.from(data.embedding(number).toArray()),
          TextSegment.from(memory.text(), metadata));
    }
  }

  @Override
  public String name() {
    return "LangChain4j in memory";
  }

  @Override
  public int[] search(Entry question, SearchRequest.Mode mode, Selectivity selectivity) {
    EmbeddingSearchRequest request =
        EmbeddingSearchRequest.builder()
            .queryEmbedding(Embedding.from(question.vector()))
            .maxResults(TOP_K)
            .filter(filter(selectivity))
            .build();
    return store.search(request).matches().stream()
        .mapToInt(match -> Integer.parseInt(match.embeddingId()))
        .toArray();
  }

  private static @Nullable Filter filter(Selectivity selectivity) {
    return Wanted.by(selectivity)
        .map(one -> MetadataFilterBuilder.metadataKey(one.key()).isEqualTo(one.value()))
        .orElse(null);
  }

  @Override
  public void close() {}
}
