package io.runbookmemory.bench.embed;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import java.util.List;

/** ARM's model, asked for passages: those have no instruction in front, as LangChain4j has none. */
public final class ArmEmbeddingSide implements EmbeddingSide {

  private final EmbeddingModel model;

  /** Takes over a model, which is closed with it. */
  public ArmEmbeddingSide(EmbeddingModel model) {
    this.model = model;
  }

  @Override
  public String name() {
    return "arm";
  }

  @Override
  public float[] embed(String text) {
    return model.embedPassages(List.of(text)).getFirst().toArray();
  }

  @Override
  public List<float[]> embedAll(List<String> texts) {
    return model.embedPassages(texts).stream().map(Embedding::toArray).toList();
  }

  @Override
  public void close() {
    model.close();
  }
}
