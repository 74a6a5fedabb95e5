package io.runbookmemory.bench.ingest;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.HuggingFaceTokenCountEstimator;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import java.util.List;

/**
 * LangChain4j as its easy-rag module sets it up: segments of 300 tokens, 30 of them shared, its own
 * bge-small-en-v1.5, and a store of its own.
 */
final class LangChain4jIngest extends IngestSide {

  private static final int HITS = 10;

  static {
    // The tokenizer library under it would call home, and be timed while it fails to.
    System.setProperty("ai.djl.offline", "true");
  }

  private final EmbeddingModel model = new BgeSmallEnV15QuantizedEmbeddingModel();
  private final EmbeddingStore<TextSegment> store;
  private final EmbeddingStoreIngestor ingestor;

  LangChain4jIngest(String name, EmbeddingStore<TextSegment> store) {
    super(name);
    this.store = store;
    this.ingestor =
        EmbeddingStoreIngestor.builder()
            .documentSplitter(
                DocumentSplitters.recursive(300, 30, new HuggingFaceTokenCountEstimator()))
            .embeddingModel(new Noted())
            .embeddingStore(store)
            .build();
  }

  @Override
  void ingest(List<Text> documents) {
    ingestor.ingest(
        documents.stream().map(one -> Document.from(one.title() + "\n\n" + one.body())).toList());
  }

  @Override
  int ask(String question) {
    EmbeddingSearchRequest request =
        EmbeddingSearchRequest.builder()
            .queryEmbedding(model.embed(question).content())
            .maxResults(HITS)
            .build();
    return store.search(request).matches().size();
  }

  @Override
  public void close() {}

  private final class Noted implements EmbeddingModel {
    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
      List<String> texts = segments.stream().map(TextSegment::text).toList();
      return embedded(texts, () -> model.embedAll(segments));
    }

    @Override
    public int dimension() {
      return model.dimension();
    }
  }
}
