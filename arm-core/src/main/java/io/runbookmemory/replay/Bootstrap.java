package io.runbookmemory.replay;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Confidence intervals by resampling the queries: the percentile bootstrap at 95 % (Efron and
 * Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). The same seed always gives the
 * same interval.
 *
 * @param seed of the resampling
 * @param resamples how often to resample, at least 1
 */
public record Bootstrap(long seed, int resamples) {

  /**
   * 2,000 resamples, twice the least that the book holds good for percentile intervals; the seed is
   * arbitrary.
   */
  public static final Bootstrap DEFAULT = new Bootstrap(20_260_512, 2_000);

  private static final double LOW = 0.025;
  private static final double HIGH = 0.975;

  /** Checks the rules. */
  public Bootstrap {
    if (resamples < 1) {
      throw new IllegalArgumentException("resamples must be at least 1, got " + resamples);
    }
  }

  /**
   * Returns a statistic of a sample and its interval.
   *
   * @param sample what was measured, an element a query
   * @param statistic such as the mean; NaN where it is not defined, which is then left out
   * @param <T> what was measured of a query
   * @return {@link Estimate#NONE} if the statistic of the sample is not defined
   */
  public <T> Estimate estimate(List<T> sample, ToDoubleFunction<? super List<T>> statistic) {
    double value = sample.isEmpty() ? Double.NaN : statistic.applyAsDouble(sample);
    if (Double.isNaN(value)) {
      return Estimate.NONE;
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] sorted =
        IntStream.range(0, resamples)
            .mapToDouble(i -> statistic.applyAsDouble(resample(sample, random)))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return new Estimate(value, percentile(sorted, LOW, value), percentile(sorted, HIGH, value));
  }

  private static <T> List<T> resample(List<T> sample, SplittableRandom random) {
    @SuppressWarnings("unchecked") // filled from the sample alone, and never stored into
    T[] drawn = (T[]) new Object[sample.size()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = sample.get(random.nextInt(drawn.length));
    }
    return Arrays.asList(drawn);
  }

  private static double percentile(double[] sorted, double share, double otherwise) {
    if (sorted.length == 0) {
      return otherwise;
    }
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }
}
