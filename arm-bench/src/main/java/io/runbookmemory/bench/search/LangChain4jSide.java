package io.runbookmemory.bench.search;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.MetadataFilterBuilder;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.store.SearchRequest;

/** LangChain4j's store in memory, which compares all; a search gives texts with metadata. */
public final class LangChain4jSide implements Side {

  private final InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();

  /** Fills the store. */
  public LangChain4jSide(Data data) {
    for (int number = 0; number < data.size(); number++) {
      Memory memory = data.memory(number);
      Metadata metadata = Metadata.from("service", String.valueOf(memory.scope().service()));
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

  /** Filters by service alone: {@link Selectivity#TWENTIETH}, or not at all. */
  @Override
  public int[] search(Entry question, SearchRequest.Mode mode, Selectivity selectivity) {
    var request =
        EmbeddingSearchRequest.builder()
            .queryEmbedding(Embedding.from(question.vector()))
            .maxResults(TOP_K);
    if (selectivity == Selectivity.TWENTIETH) {
      request.filter(MetadataFilterBuilder.metadataKey("service").isEqualTo("service-7"));
    }
    return store.search(request.build()).matches().stream()
        .mapToInt(match -> Integer.parseInt(match.embeddingId()))
        .toArray();
  }

  @Override
  public void close() {}
}
