package io.runbookmemory.memory.usage;

import java.util.Locale;

/**
 * What is believed of how often something helps, after it helped and failed so many times: the Beta
 * distribution with the parameters {@code a = successes + 1} and {@code b = failures + 1}, which is
 * the posterior of a rate of which nothing was known before (Gelman et al., Bayesian Data Analysis,
 * 3rd ed., section 2.4). Nothing known is a mean of 0.5, and one failure never makes it 0.
 *
 * @param successes how often it helped
 * @param failures how often it did not
 */
public record BetaPosterior(long successes, long failures) {

  /** From how many outcomes on a rate is told; of fewer only their counts are. */
  public static final long MINIMUM = 3;

  private static final double PRIOR = 1;

  /** Checks the rules. */
  public BetaPosterior {
    if (successes < 0 || failures < 0) {
      throw new IllegalArgumentException(
          "outcomes must be at least 0, got " + successes + " and " + failures);
    }
  }

  /**
   * Returns how many outcomes there are.
   *
   * @return their sum, {@link Long#MAX_VALUE} where it would be more
   */
  public long n() {
    return Counts.sum(successes, failures);
  }

  /**
   * Returns how often it is expected to help: {@code a / (a + b)}, Laplace's rule of succession.
   *
   * @return in (0, 1) but for what a double rounds away, 0.5 where nothing is known
   */
  public double mean() {
    return (successes + PRIOR) / (successes + PRIOR + failures + PRIOR);
  }

  /**
   * Returns how unsure that is: the standard deviation, {@code sqrt(mean (1 - mean) / (a + b + 1))}
   * (Gelman et al., appendix A).
   *
   * @return in [0, 0.29]; the more outcomes, the less
   */
  public double deviation() {
    double mean = mean();
    return Math.sqrt(mean * (1 - mean) / (successes + PRIOR + failures + PRIOR + 1));
  }

  /**
   * Returns whether there are enough outcomes to speak of a rate.
   *
   * @return true from {@link #MINIMUM} on
   */
  public boolean telling() {
    return n() >= MINIMUM;
  }

  /**
   * Returns the outcomes in words for people: {@code helped 5 of 6 times, expect 75 % ± 14 %}, or
   * {@code helped 1 of 1 time, too few to tell}.
   *
   * @return empty if there are none
   */
  public String inWords() {
    if (n() == 0) {
      return "";
    }
    String counts = "helped " + successes + " of " + Counts.times(n());
    return telling()
        ? String.format(
            Locale.ROOT, "%s, expect %.0f %% ± %.0f %%", counts, 100 * mean(), 100 * deviation())
        : counts + ", too few to tell";
  }
}
