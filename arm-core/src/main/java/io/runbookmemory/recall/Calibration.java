package io.runbookmemory.recall;

import org.jspecify.annotations.Nullable;

/**
 * The map from the evidence of the legs to a relevance in [0, 1]: a logistic regression, monotone
 * in every piece of evidence, stretched so that its bands mean what {@link Strength} says.
 *
 * <p>Source: both curves were fitted on one half (by query id) of the runbook retrieval set that
 * {@code docs/calibration.md} describes, and are reported there on the other half. The weight of
 * the similarity holds for bge-small-en-v1.5.
 */
enum Calibration {
  /** For what has a vector. Words that do not match count as none. */
  BOTH_LEGS(-43.6, 41.4, 0.19, 5.7, 0.49, -3.4, -0.75),

  /** For what is found by its words alone, because there is no model or no vector. */
  WORDS_ALONE(-10.56, 0, 3.44, 6.99, 1.0, -2.26, -0.5);

  /**
   * How fast a relevance nears 0 below the bands and 1 above them, in log-odds to a factor of e.
   */
  private static final double SPREAD = 2;

  private final double intercept;
  private final double similarity;
  private final double text;
  private final double textShare;
  private final double sameService;
  private final double possibleAt;
  private final double strongAt;

  Calibration(double... fitted) {
    this.intercept = fitted[0];
    this.similarity = fitted[1];
    this.text = fitted[2];
    this.textShare = fitted[3];
    this.sameService = fitted[4];
    this.possibleAt = fitted[5];
    this.strongAt = fitted[6];
  }

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

  static double relevance(Evidence evidence) {
    Calibration curve = evidence.similarity() == null ? WORDS_ALONE : BOTH_LEGS;
    return curve.stretched(curve.logOdds(evidence));
  }

  private double logOdds(Evidence evidence) {
    double words = evidence.textScore() == null ? 0 : evidence.textScore();
    double share = share(words, evidence.bestTextScore());
    double meaning = evidence.similarity() == null ? 0 : evidence.similarity();
    return intercept
        + similarity * meaning
        + text * words
        + textShare * share
        + (evidence.sameService() ? sameService : 0);
  }

  /** The share of the best BM25 score; text scores are BM25 rescaled by {@code x / (x + 10)}. */
  private static double share(double score, double best) {
    double bestOdds = best / (1 - Math.min(best, 0.9999));
    return bestOdds == 0 ? 0 : Math.min(1, score / (1 - Math.min(score, 0.9999)) / bestOdds);
  }

  /** Linear between the bounds of the bands, exponential towards 0 below and 1 above them. */
  private double stretched(double logOdds) {
    if (logOdds < possibleAt) {
      return Strength.POSSIBLE_FROM * Math.exp((logOdds - possibleAt) / SPREAD);
    }
    if (logOdds < strongAt) {
      double within = (logOdds - possibleAt) / (strongAt - possibleAt);
      return Strength.POSSIBLE_FROM + within * (Strength.STRONG_FROM - Strength.POSSIBLE_FROM);
    }
    return 1 - (1 - Strength.STRONG_FROM) * Math.exp((strongAt - logOdds) / SPREAD);
  }
}
