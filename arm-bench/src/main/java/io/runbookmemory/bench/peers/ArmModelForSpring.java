package io.runbookmemory.bench.peers;

import io.runbookmemory.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/** ARM's model as Spring AI asks one: all texts as passages, as it makes no difference. */
public class ArmModelForSpring implements org.springframework.ai.embedding.EmbeddingModel {

  static {
    // Its store tells of each document that it is given, and would be timed while it does.
    System.setProperty("org.slf4j.simpleLogger.log.org.springframework.ai", "warn");
  }

  private final EmbeddingModel model;

  /** Wraps a model, which stays the caller's. */
  public ArmModelForSpring(EmbeddingModel model) {
    this.model = model;
  }

  @Override
  public float[] embed(String text) {
    return model.embedPassages(List.of(text)).getFirst().toArray();
  }

  @Override
  public float[] embed(Document document) {
    return embed(String.valueOf(document.getText()));
  }

  @Override
  public EmbeddingResponse call(EmbeddingRequest request) {
    List<Embedding> embeddings = new ArrayList<>();
    for (var vector : model.embedPassages(request.getInstructions())) {
      embeddings.add(new Embedding(vector.toArray(), embeddings.size()));
    }
    return new EmbeddingResponse(embeddings);
  }
}
