package io.runbookmemory.bench.peers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.BatchingStrategy;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/**
 * A model of Spring AI's that is told the vectors beforehand, so that no time is spent on making
 * any. Not thread-safe.
 */
public final class KnownVectors implements EmbeddingModel {

  static {
    // Its store tells of each document that it is given, and would be timed while it does.
    System.setProperty("org.slf4j.simpleLogger.log.org.springframework.ai", "warn");
  }

  private final Map<String, float[]> documents = new HashMap<>();
  private float[] question = {};

  /** Creates a model that knows none yet. */
  public KnownVectors() {}

  /** Tells the vector of a document. */
  public void tell(Document document, float[] vector) {
    documents.put(document.getId(), vector);
  }

  /** Tells the vector of the next question. */
  public void ask(float[] vector) {
    question = vector;
  }

  /** Forgets the documents, which the store has by then. */
  public void forget() {
    documents.clear();
  }

  @Override
  public float[] embed(String text) {
    return question;
  }

  @Override
  public float[] embed(Document document) {
    return documents.getOrDefault(document.getId(), question);
  }

  @Override
  public List<float[]> embed(
      List<Document> texts, EmbeddingOptions options, BatchingStrategy batching) {
    return texts.stream().map(this::embed).toList();
  }

  @Override
  public EmbeddingResponse call(EmbeddingRequest request) {
    throw new UnsupportedOperationException("asked for vectors that are not known");
  }
}
