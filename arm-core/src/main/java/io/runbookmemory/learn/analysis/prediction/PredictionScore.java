package io.runbookmemory.learn.analysis.prediction;

import java.util.List;

/**
 * How well predictions came true.
 *
 * @param checked how many were checked
 * @param came how many came
 * @param claimed the mean of their probabilities
 * @param brier the mean squared distance of probability and outcome, 0 the best and 1 the worst
 *     (Brier 1950)
 * @param climatology the same of one who always says how often these came, which knows nothing of
 *     single occasions; predictions are worth something if they are below
 */
public record PredictionScore(
    int checked, int came, double claimed, double brier, double climatology) {

  /** The two-sided normal quantile of 90 %. */
  private static final double Z = 1.6449;

  /** Fewer say nothing. */
  private static final int FEW = 5;

  /** A prediction and whether it came. */
  record Outcome(Foretold foretold, boolean came) {}

  static PredictionScore of(List<Outcome> outcomes) {
    int n = outcomes.size();
    int came = (int) outcomes.stream().filter(Outcome::came).count();
    double share = n == 0 ? 0 : (double) came / n;
    return new PredictionScore(
        n,
        came,
        outcomes.stream().mapToDouble(one -> one.foretold().probability()).average().orElse(0),
        outcomes.stream().mapToDouble(PredictionScore::squared).average().orElse(0),
        share * (1 - share));
  }

  private static double squared(Outcome one) {
    double miss = one.foretold().probability() - (one.came() ? 1 : 0);
    return miss * miss;
  }

  /**
   * Returns how many of what was foretold came: the precision, an alert and an occasion at a time.
   *
   * @return in [0, 1]; 0 if nothing was checked
   */
  public double precision() {
    return checked == 0 ? 0 : (double) came / checked;
  }

  /**
   * Returns whether more was claimed than can be: the claim lies above the interval of 90 % of what
   * came (Wilson 1927), after five at least.
   *
   * @return whether whoever foretold it is to be believed no more
   */
  public boolean isWrong() {
    if (checked < FEW) {
      return false;
    }
    double share = precision();
    double z2 = Z * Z / checked;
    double half = Z * Math.sqrt(share * (1 - share) / checked + z2 / (4 * checked));
    return claimed > (share + z2 / 2 + half) / (1 + z2);
  }
}
