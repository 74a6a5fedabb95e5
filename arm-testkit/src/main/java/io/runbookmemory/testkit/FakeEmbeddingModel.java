package io.runbookmemory.testkit;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.store.ranking.IndexedText;
import java.util.List;

/**
 * A model of no weights: every token adds 1 or -1 to one coordinate (feature hashing; Weinberger et
 * al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009). The same text always gives
 * the same vector, on every machine, and texts that share words are near. Thread-safe.
 */
public final class FakeEmbeddingModel implements EmbeddingModel {

  private final EmbeddingSpace space;
  private volatile boolean closed;

  /** Creates a model of 64 dimensions. */
  public FakeEmbeddingModel() {
    this(64);
  }

  /**
   * Creates a model.
   *
   * @param dimension coordinates of a vector, at least 1; the fewer, the more words collide
   */
  public FakeEmbeddingModel(int dimension) {
    this.space = new EmbeddingSpace("fake", dimension, "feature-hashing");
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public int passageCharacters() {
    return 1000;
  }

  @Override
  public List<Embedding> embedPassages(List<String> passages) {
    return passages.stream().map(this::embedQuery).toList();
  }

  @Override
  public Embedding embedQuery(String query) {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    float[] vector = new float[space.dimension()];
    for (String token : IndexedText.query(query)) {
      add(vector, token);
    }
    if (isZero(vector)) {
      add(vector, query);
    }
    return Embedding.of(vector);
  }

  private static void add(float[] vector, String token) {
    int hash = mixed(token.hashCode());
    vector[Math.floorMod(hash >>> 1, vector.length)] += (hash & 1) == 0 ? 1 : -1;
  }

  /** The finalizer of MurmurHash3 (Appleby, public domain): neighbours among strings part. */
  private static int mixed(int hash) {
    int h = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    h = (h ^ (h >>> 13)) * 0xc2b2ae35;
    return h ^ (h >>> 16);
  }

  private static boolean isZero(float[] vector) {
    for (float coordinate : vector) {
      if (coordinate != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    closed = true;
  }
}
