package io.runbookmemory.slo;

/** The tails of the Poisson distribution: how likely so many failures, or so few, are by chance. */
final class Chance {

  private Chance() {}

  /**
   * Returns the probability of at least so many events where some number is expected: {@code 1 -
   * sum over i < count of e^-expected expected^i / i!}. What is smaller than 1e-12 comes out as
   * about that.
   *
   * @param count how many there were, at least 0
   * @param expected how many there would be on average, at least 0 and finite
   * @return in [0, 1]
   */
  static double ofAtLeast(long count, double expected) {
    if (count <= expected) {
      return 1; // at least about a half; nobody asks how much
    }
    // Summed from the top: the terms from count on, each a fraction of the one before it.
    double term = term(count, expected);
    double sum = 0;
    for (long i = count; term > sum * 1e-12 && term > 0; i++) {
      sum += term;
      term *= expected / (i + 1);
    }
    return Math.min(1, sum);
  }

  /**
   * Returns the probability of at most so many events where some number is expected.
   *
   * @param count how many there were, at least 0
   * @param expected how many there would be on average, at least 0 and finite
   * @return in [0, 1]
   */
  static double ofAtMost(long count, double expected) {
    if (count >= expected) {
      return 1; // at least about a half; nobody asks how much
    }
    double term = term(count, expected);
    double sum = 0;
    for (long i = count; i >= 0 && term > sum * 1e-12; i--) {
      sum += term;
      term *= i / expected;
    }
    return Math.min(1, sum);
  }

  /** Returns the probability of exactly so many events. */
  private static double term(long count, double expected) {
    return expected == 0
        ? count == 0 ? 1 : 0
        : Math.exp(count * Math.log(expected) - expected - logFactorial(count));
  }

  /** Stirling's series, whose error is below 1e-7 from 2 on; exact below that. */
  private static double logFactorial(long n) {
    if (n < 2) {
      return 0;
    }
    double x = n + 1.0;
    return (x - 0.5) * Math.log(x)
        - x
        + 0.5 * Math.log(2 * Math.PI)
        + 1 / (12 * x)
        - 1 / (360 * x * x * x);
  }
}
