package io.runbookmemory.bench.replay;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.text.OperationsTokenizer;
import java.util.List;

/** Counts of words as vectors: what a model's costs once its vectors are cached. */
final class WordVectors implements EmbeddingModel {

  private static final int DIMENSION = 384;
  private static final EmbeddingSpace SPACE = new EmbeddingSpace("words", DIMENSION, "one");

  @Override
  public EmbeddingSpace space() {
    return SPACE;
  }

  @Override
  public int passageCharacters() {
    return 1_000;
  }

  @Override
  public List<Embedding> embedPassages(List<String> texts) {
    return texts.stream().map(WordVectors::embed).toList();
  }

  @Override
  public Embedding embedQuery(String query) {
    return embed(query);
  }

  private static Embedding embed(String text) {
    float[] vector = new float[DIMENSION];
    vector[0] = 0.01f;
    for (String token : OperationsTokenizer.tokens(text)) {
      vector[Math.floorMod(token.hashCode() * 0x9E3779B9, DIMENSION)]++;
    }
    return Embedding.of(vector);
  }

  @Override
  public void close() {}
}
