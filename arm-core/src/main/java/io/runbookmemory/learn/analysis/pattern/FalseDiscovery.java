package io.runbookmemory.learn.analysis.pattern;

import java.util.Arrays;

/**
 * The correction for many tests at once, of which most find nothing: the share of chance findings
 * among all findings stays under a rate, in the mean.
 *
 * <p>Sources: Benjamini and Hochberg (1995), J. R. Stat. Soc. B 57, 289; for tests that depend on
 * each other in whatever way, as those of overlapping hours and of pairs with a common alert do,
 * Benjamini and Yekutieli (2001), Ann. Stat. 29, 1165, theorem 1.3, which is used here.
 */
final class FalseDiscovery {

  private FalseDiscovery() {}

  /**
   * Returns the limit up to which findings count.
   *
   * @param logs ln p of the tests that may be findings; those left out count as p = 1
   * @param tests how many were made in all, those left out included
   * @param rate the share of chance findings
   * @return ln p; negative infinity if nothing counts
   */
  static double limit(double[] logs, long tests, double rate) {
    double[] sorted = logs.clone();
    Arrays.sort(sorted);
    double least = Math.log(rate) - Math.log((double) tests) - Math.log(harmonic(tests));
    for (int k = sorted.length; k >= 1; k--) {
      if (sorted[k - 1] <= least + Math.log(k)) {
        return sorted[k - 1];
      }
    }
    return Double.NEGATIVE_INFINITY;
  }

  /** Returns 1 + 1/2 + … + 1/n; by Euler's constant, which is 0.0001 off from 100 on at most. */
  private static double harmonic(long n) {
    if (n > 100) {
      return Math.log((double) n) + 0.5772156649015329 + 0.5 / n;
    }
    double sum = 0;
    for (long i = 1; i <= n; i++) {
      sum += 1.0 / i;
    }
    return sum;
  }
}
