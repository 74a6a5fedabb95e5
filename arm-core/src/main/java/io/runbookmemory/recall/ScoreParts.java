package io.runbookmemory.recall;

import org.jspecify.annotations.Nullable;

/**
 * Why a recollection stands where it does. All in [0, 1], higher is better.
 *
 * @param score what orders: 0.4 relevance + 0.3 recency + 0.3 success
 * @param relevance the calibrated evidence of all legs
 * @param recency how much of it time has left
 * @param success how often it helped, 0.5 where unknown
 * @param similarity the vector leg, null if there is none
 * @param textScore the words, null if none matched
 */
public record ScoreParts(
    double score,
    double relevance,
    double recency,
    double success,
    @Nullable Double similarity,
    @Nullable Double textScore) {

  private static final double RELEVANCE_WEIGHT = 0.4;
  private static final double RECENCY_WEIGHT = 0.3;
  private static final double SUCCESS_WEIGHT = 0.3;

  static double blend(double relevance, double recency, double success) {
    return RELEVANCE_WEIGHT * relevance + RECENCY_WEIGHT * recency + SUCCESS_WEIGHT * success;
  }
}
