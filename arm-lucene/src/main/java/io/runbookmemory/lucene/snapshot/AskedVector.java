package io.runbookmemory.lucene.snapshot;

import io.runbookmemory.embedding.Embedding;
import org.apache.lucene.util.VectorUtil;

/**
 * What passages are compared with: roughly, by the processor's vector instructions, and exactly, by
 * the one function that all stores order by. For one search.
 */
public final class AskedVector {

  private final Embedding embedding;
  private final float[] vector;

  /** Takes what is asked for. */
  public AskedVector(Embedding embedding) {
    this.embedding = embedding;
    this.vector = embedding.toArray();
  }

  /** Returns the coordinates, which nobody may change. */
  public float[] vector() {
    return vector;
  }

  /** Returns the sum of products with a passage's coordinates, in single precision. */
  float rough(float[] passage) {
    return VectorUtil.dotProduct(vector, passage);
  }

  /**
   * Returns by how much two rough sums may at most be in the wrong order: twice what each is off by
   * at most, see {@link io.runbookmemory.lucene.engine.Nearest}.
   */
  float slack() {
    return vector.length * 0x1p-22f;
  }

  /** Returns the similarity of a passage. */
  double similarity(float[] passage) {
    return embedding.similarity(passage);
  }
}
