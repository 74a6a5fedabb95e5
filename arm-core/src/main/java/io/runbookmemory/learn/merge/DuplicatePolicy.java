package io.runbookmemory.learn.merge;

/**
 * How alike two memories must be to be proposed as one.
 *
 * @param minSimilarity of their vectors, in [0, 1]; near 1, since vectors of one model lie close
 * @param minWords the share of words that both have of those that either has (Jaccard), in [0, 1]
 */
public record DuplicatePolicy(double minSimilarity, double minWords) {

  /**
   * Vectors from 0.9 on, which is a cosine of 0.8, and half of the words; both are needed where
   * there are vectors, so that neither a template nor a topic alone makes two memories one.
   */
  public static final DuplicatePolicy DEFAULT = new DuplicatePolicy(0.9, 0.5);

  /** Checks the rules. */
  public DuplicatePolicy {
    if (!(minSimilarity >= 0 && minSimilarity <= 1 && minWords > 0 && minWords <= 1)) {
      throw new IllegalArgumentException(
          "minSimilarity must be in [0, 1] and minWords in (0, 1], got "
              + minSimilarity
              + " and "
              + minWords);
    }
  }
}
