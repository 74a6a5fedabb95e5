package io.runbookmemory.bench.embed;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import java.util.List;

/** LangChain4j's own class for the same model: as many texts at once as there are cores. */
public final class LangChain4jEmbeddingSide implements EmbeddingSide {

  private final EmbeddingModel model;

  /** Loads the model, unless this process did so before. */
  public LangChain4jEmbeddingSide() {
    // The tokenizer library under it would call home, and be timed while it fails to.
    System.setProperty("ai.djl.offline", "true");
    model = new BgeSmallEnV15QuantizedEmbeddingModel();
  }

  @Override
  public String name() {
    return "LangChain4j";
  }

  @Override
  public float[] embed(String text) {
    return model.embed(text).content().vector();
  }

  @Override
  public List<float[]> embedAll(List<String> texts) {
    return model.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
        .map(Embedding::vector)
        .toList();
  }

  /** Does nothing: the model is a static field of LangChain4j's. */
  @Override
  public void close() {}
}
