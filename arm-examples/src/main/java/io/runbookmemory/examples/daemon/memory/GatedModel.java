package io.runbookmemory.examples.daemon.memory;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A model that embeds so many questions at once and lets no other wait for long: in a storm a
 * recall by words now is worth more than one by meaning in a minute. Thread-safe.
 */
final class GatedModel implements EmbeddingModel {

  /** About three embeddings of an alert's text. */
  private static final Duration PATIENCE = Duration.ofMillis(150);

  private final EmbeddingModel model;
  private final Semaphore places;

  GatedModel(EmbeddingModel model, int places) {
    this.model = model;
    this.places = new Semaphore(places);
  }

  @Override
  public EmbeddingSpace space() {
    return model.space();
  }

  @Override
  public int passageCharacters() {
    return model.passageCharacters();
  }

  @Override
  public List<Embedding> embedPassages(List<String> passages) {
    return model.embedPassages(passages);
  }

  @Override
  public Embedding embedQuery(String query) {
    if (!isAdmitted()) {
      throw new UnavailableException(
          model.space().modelId(),
          "the model is busy with other questions; raise memory.embeddings where cores are idle");
    }
    try {
      return model.embedQuery(query);
    } finally {
      places.release();
    }
  }

  private boolean isAdmitted() {
    try {
      return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Leaves the model open: it is the process's. */
  @Override
  public void close() {}
}
