package io.runbookmemory.learn.analysis.pattern;

/** Upper tails as natural logarithms, since what is found lies far below the smallest double. */
final class Tails {

  private Tails() {}

  /**
   * Returns ln P(X >= k) of a binomial. By Hoeffding (1956, Ann. Math. Stat. 27, theorem 4) it
   * bounds the tail of a sum of n independent yes-or-no draws with the mean probability p, however
   * different they are, wherever k lies at least at their mean.
   */
  static double binomial(int k, int n, double p) {
    if (k <= n * p || k <= 0) {
      return 0;
    }
    if (k > n || p <= 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double first = choose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p);
    double sum = 1;
    double term = 1;
    for (int i = k; i < n && term > 1e-16 * sum; i++) {
      term *= (double) (n - i) / (i + 1) * p / (1 - p);
      sum += term;
    }
    return Math.min(0, first + Math.log(sum));
  }

  private static double choose(int n, int k) {
    return factorial(n) - factorial(k) - factorial(n - k);
  }

  /** Returns ln n!, from 20 on by Stirling's series (Abramowitz and Stegun 6.1.41), to 1e-13. */
  private static double factorial(int n) {
    if (n < 20) {
      double product = 1;
      for (int i = 2; i <= n; i++) {
        product *= i;
      }
      return Math.log(product);
    }
    double x = n + 1.0;
    double square = x * x;
    return (x - 0.5) * Math.log(x)
        - x
        + 0.5 * Math.log(2 * Math.PI)
        + (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / x;
  }
}
