package io.runbookmemory.embedding;

/**
 * The space that vectors live in. Two vectors can be compared only if their spaces are equal.
 *
 * @param modelId the model's name, such as {@code bge-small-en-v1.5-q}
 * @param dimension coordinates of a vector, at least 1
 * @param checksum what tells two builds of one model apart, such as the first 16 hexadecimal digits
 *     of the SHA-256 of its file
 */
public record EmbeddingSpace(String modelId, int dimension, String checksum) {

  /** Checks the rules. */
  public EmbeddingSpace {
    if (modelId.isBlank()) {
      throw new IllegalArgumentException("modelId must not be blank");
    }
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be at least 1, got " + dimension);
    }
  }

  /** Returns the space as people read it: {@code bge-small-en-v1.5-q (384, 6f1a…)}. */
  @Override
  public String toString() {
    return modelId + " (" + dimension + " dimensions, " + checksum + ")";
  }
}
