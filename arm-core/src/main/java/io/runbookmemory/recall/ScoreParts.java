package io.runbookmemory.recall;

import org.jspecify.annotations.Nullable;

/**
 * Why a recollection stands where it does. All in [0, 1], higher is better.
 *
 * @param score what orders: relevance, recency and success by the weights of {@link RecallPolicy}
 * @param relevance the calibrated evidence of all legs
 * @param recency how much of it time has left
 * @param success how often it helped, 0.5 where unknown
 * @param salience how much the memory counts whatever is asked, of age, use and success; it orders
 *     nothing here, and tells a known fix ({@code Salience.value})
 * @param evidence what the relevance was made of
 */
public record ScoreParts(
    double score,
    double relevance,
    double recency,
    double success,
    double salience,
    Evidence evidence) {

  /** Returns these with another relevance and the score that follows from it. */
  ScoreParts fitting(double otherScore, double otherRelevance) {
    return new ScoreParts(otherScore, otherRelevance, recency, success, salience, evidence);
  }

  /**
   * Returns the vector leg.
   *
   * @return how alike the best passage is, null without a vector
   */
  public @Nullable Double similarity() {
    return evidence.similarity();
  }

  /**
   * Returns the words' leg.
   *
   * @return how well the words match, null if none does
   */
  public @Nullable Double textScore() {
    return evidence.textScore();
  }
}
