package io.runbookmemory.recall;

import org.jspecify.annotations.Nullable;

/**
 * The map from the evidence of the legs to a relevance in [0, 1]: a logistic regression, monotone
 * in every piece of evidence, stretched so that its bands mean what {@link Strength} says.
 *
 * <p>Source: fitted on one half (by query id) of the runbook retrieval set that {@code
 * docs/calibration.md} describes, and reported there on the other half. The similarity's weights
 * hold for bge-small-en-v1.5.
 */
final class Calibration {

  private Calibration() {}

  /**
   * What is known of a candidate.
   *
   * @param similarity of the best passage, null without a vector
   * @param textScore of the words, null without a match
   * @param bestTextScore the highest text score among the candidates
   * @param sameService whether it is about the service that the situation is about
   */
  record Evidence(
      @Nullable Double similarity,
      @Nullable Double textScore,
      double bestTextScore,
      boolean sameService) {}

  private static final double INTERCEPT = -20;
  private static final double SIMILARITY = 20;
  private static final double TEXT = 2;
  private static final double TEXT_SHARE = 2;
  private static final double SAME_SERVICE = 0.7;

  /** What stands in for the similarity where there is none: that of unrelated texts. */
  private static final double NO_SIMILARITY = 0.75;

  /** Where possible and strong begin, in log-odds. */
  private static final double POSSIBLE_AT = -3;

  private static final double STRONG_AT = -1;

  static double relevance(Evidence evidence) {
    double text = evidence.textScore() == null ? 0 : evidence.textScore();
    double share = evidence.bestTextScore() == 0 ? 0 : text / evidence.bestTextScore();
    double similarity = evidence.similarity() == null ? NO_SIMILARITY : evidence.similarity();
    double logOdds =
        INTERCEPT
            + SIMILARITY * similarity
            + TEXT * text
            + TEXT_SHARE * share
            + (evidence.sameService() ? SAME_SERVICE : 0);
    return stretched(logOdds);
  }

  /** A logistic curve through both bounds: the odds of 0.60 and 0.75 are 1.5 and 3. */
  private static double stretched(double logOdds) {
    double low = Math.log(1.5);
    double high = Math.log(3);
    double at = low + (high - low) * (logOdds - POSSIBLE_AT) / (STRONG_AT - POSSIBLE_AT);
    return 1 / (1 + Math.exp(-at));
  }
}
