package io.runbookmemory.testkit.replay;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import java.util.List;

/** A model that many replays use: to close it changes nothing. */
record SharedModel(EmbeddingModel model) implements EmbeddingModel {

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
    return model.embedQuery(query);
  }

  @Override
  public void close() {
    // Whoever opened the model closes it.
  }
}
