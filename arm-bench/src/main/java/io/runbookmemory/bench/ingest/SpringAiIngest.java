package io.runbookmemory.bench.ingest;

import io.runbookmemory.bench.peers.ArmModelForSpring;
import java.util.List;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.transformer.splitter.TokenTextSplitter;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;

/**
 * Spring AI: its splitter with its defaults, and its store in memory. Its own {@code
 * TransformersEmbeddingModel} pools by DJL's engine for PyTorch, which is downloaded when it is
 * first used: in its place is ARM's session of the same model.
 */
final class SpringAiIngest extends IngestSide {

  private static final int HITS = 10;

  static {
    // Splitter and store tell of each document, and would be timed while they do.
    System.setProperty("org.slf4j.simpleLogger.log.org.springframework.ai", "warn");
  }

  private final TokenTextSplitter splitter = new TokenTextSplitter();
  private final SimpleVectorStore store;

  SpringAiIngest(io.runbookmemory.embedding.EmbeddingModel model) {
    super("Spring AI, in memory");
    this.store = SimpleVectorStore.builder(new Noted(model)).build();
  }

  @Override
  void ingest(List<Text> documents) {
    store.add(
        splitter.apply(
            documents.stream()
                .map(one -> new Document(one.title() + "\n\n" + one.body()))
                .toList()));
  }

  @Override
  int ask(String question) {
    return store
        .similaritySearch(
            SearchRequest.builder().query(question).topK(HITS).similarityThresholdAll().build())
        .size();
  }

  @Override
  public void close() {}

  private final class Noted extends ArmModelForSpring {
    private Noted(io.runbookmemory.embedding.EmbeddingModel model) {
      super(model);
    }

    @Override
    public float[] embed(Document document) {
      return embedded(List.of(String.valueOf(document.getText())), () -> super.embed(document));
    }

    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
      return embedded(request.getInstructions(), () -> super.call(request));
    }
  }
}
