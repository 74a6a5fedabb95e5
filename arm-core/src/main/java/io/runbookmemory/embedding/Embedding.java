package io.runbookmemory.embedding;

import java.util.Arrays;

/**
 * A unit vector in some {@link EmbeddingSpace}. Immutable, with value equality: the array that it
 * was made from is copied, and none ever escapes by reference. Thread-safe.
 */
public final class Embedding {

  private final float[] vector;

  private Embedding(float[] vector) {
    this.vector = vector;
  }

  /**
   * Returns the embedding of a vector, scaled to unit length.
   *
   * @param vector the coordinates, {@code [dimension]}, finite and not all zero; copied
   * @return a unit vector of the same direction
   * @throws IllegalArgumentException if the vector is empty, all zero, or holds NaN or an infinity
   */
  public static Embedding of(float... vector) {
    if (vector.length == 0) {
      throw new IllegalArgumentException("an embedding needs at least 1 dimension, got 0");
    }
    double squares = 0;
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new IllegalArgumentException(
            "an embedding's coordinates must be finite, got " + vector[i] + " at " + i);
      }
      squares += (double) vector[i] * vector[i];
    }
    if (squares == 0) {
      throw new IllegalArgumentException(
          "an embedding must have a direction, got " + vector.length + " zeros");
    }
    // A vector that is already of unit length is kept to the bit, so that what a store gives back
    // equals what it was given.
    if (Math.abs(squares - 1) < 1e-6) {
      return new Embedding(vector.clone());
    }
    double length = Math.sqrt(squares);
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return new Embedding(unit);
  }

  /**
   * Returns the number of coordinates.
   *
   * @return at least 1
   */
  public int dimension() {
    return vector.length;
  }

  /**
   * Returns a copy of the coordinates.
   *
   * @return {@code [dimension]}, of unit length
   */
  public float[] toArray() {
    return vector.clone();
  }

  /**
   * Returns how alike two embeddings are: {@code (1 + cosine) / 2}, which is also Lucene's scale.
   * Every store orders by this one function, summed in double precision in order of the
   * coordinates, so that all of them order alike.
   *
   * @param other an embedding of the same dimension
   * @return in [0, 1], higher is more alike
   * @throws IllegalArgumentException if the dimensions differ
   */
  public double similarity(Embedding other) {
    return similarity(other.vector);
  }

  /**
   * Returns how alike this is to the coordinates of another embedding, as {@link
   * #similarity(Embedding)} does, without a copy of them: for stores that read many.
   *
   * @param unit what {@link #toArray} gave; of the same dimension, and not checked to be of unit
   *     length
   * @return in [0, 1], higher is more alike
   * @throws IllegalArgumentException if the dimensions differ
   */
  public double similarity(float[] unit) {
    if (unit.length != vector.length) {
      throw new IllegalArgumentException(
          "embeddings must have the same dimension, got " + vector.length + " and " + unit.length);
    }
    double dot = 0;
    for (int i = 0; i < vector.length; i++) {
      dot += (double) vector[i] * unit[i];
    }
    return Math.clamp((1 + dot) / 2, 0.0, 1.0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that && Arrays.equals(vector, that.vector);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(vector);
  }

  @Override
  public String toString() {
    return "Embedding[" + vector.length + "]";
  }
}
