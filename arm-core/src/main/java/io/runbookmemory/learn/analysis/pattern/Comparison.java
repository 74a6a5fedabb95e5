package io.runbookmemory.learn.analysis.pattern;

/**
 * How often something followed, beside how often it followed at comparable times. Each episode with
 * its counterparts is a stratum; given how many of a stratum's windows were followed, chance would
 * have picked any of them, each by its weight, so that the count over all strata is a sum of
 * independent draws (Mantel and Haenszel 1959; of one subject at several times, the case-crossover
 * design of Maclure 1991), whose tail {@link Tails#binomial} bounds.
 *
 * @param followed after how many episodes
 * @param episodes of how many
 * @param counterparts how many counterparts they have together
 * @param expected how many episodes would have been followed at the rate of their counterparts
 * @param logP ln of the probability that chance gives as many
 */
record Comparison(int followed, int episodes, long counterparts, double expected, double logP) {

  double confidence() {
    return (double) followed / episodes;
  }

  /**
   * How many times as often as at comparable times. Half a hit is added to the counterparts, so
   * that one that never followed otherwise gets no infinite lift.
   */
  double lift() {
    double usual = Math.max(expected, 0.5 * episodes / Math.max(1, counterparts));
    return followed / usual;
  }
}
