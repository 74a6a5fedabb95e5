package io.runbookmemory.metric;

import java.util.Arrays;

/**
 * The statistics of some values, as Prometheus' {@code …_over_time} functions define them.
 * Immutable and thread-safe; eight bytes a value.
 */
public final class Summary {

  private final double[] sorted;
  private final double average;
  private final double stddev;

  private Summary(double[] sorted) {
    this.sorted = sorted;
    this.average = mean(sorted, 0, 1);
    this.stddev = Math.sqrt(mean(sorted, average, 2));
  }

  /**
   * Returns the statistics of values in any order.
   *
   * @param values at least one, all finite
   * @return a summary
   */
  public static Summary of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a summary must have at least 1 value, got 0");
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a value must be finite, got " + value);
      }
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Summary(sorted);
  }

  /** Neumaier's compensated sum: a long series loses no digits. */
  private static double mean(double[] values, double center, int power) {
    double sum = 0;
    double lost = 0;
    for (double value : values) {
      double term = power == 1 ? value - center : (value - center) * (value - center);
      double next = sum + term;
      lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
      sum = next;
    }
    return (sum + lost) / values.length;
  }

  /**
   * Returns how many values there are, as {@code count_over_time}.
   *
   * @return at least 1
   */
  public int count() {
    return sorted.length;
  }

  /**
   * Returns the arithmetic mean, as {@code avg_over_time}.
   *
   * @return between min and max
   */
  public double average() {
    return average;
  }

  /**
   * Returns the standard deviation of the population, as {@code stddev_over_time}.
   *
   * @return at least 0
   */
  public double stddev() {
    return stddev;
  }

  /**
   * Returns the smallest value.
   *
   * @return a value
   */
  public double min() {
    return sorted[0];
  }

  /**
   * Returns the largest value.
   *
   * @return a value
   */
  public double max() {
    return sorted[sorted.length - 1];
  }

  /**
   * Returns a quantile, interpolated linearly between its two neighbours as {@code
   * quantile_over_time} does.
   *
   * @param share in [0, 1]: 0.95 for p95
   * @return between min and max
   */
  public double quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a quantile must lie in [0, 1], got " + share);
    }
    return quantile(sorted, share);
  }

  /** Returns a quantile of values that are sorted. */
  static double quantile(double[] sorted, double share) {
    double rank = share * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(sorted.length - 1, below + 1);
    double weight = rank - below;
    return sorted[below] * (1 - weight) + sorted[above] * weight;
  }

  /** Returns the median of the first values of an array, which it sorts. */
  static double median(double[] values, int count) {
    Arrays.sort(values, 0, count);
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
  }

  /**
   * Returns the median.
   *
   * @return between min and max
   */
  public double median() {
    return quantile(0.5);
  }

  /**
   * Returns the median distance from the median, as {@code mad_over_time}. Times 1.4826 it is the
   * standard deviation of a normal distribution, whatever the few outliers are.
   *
   * @return at least 0
   */
  public double mad() {
    double median = median();
    double[] distances = new double[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      distances[i] = Math.abs(sorted[i] - median);
    }
    return median(distances, distances.length);
  }

  /** Returns the main numbers. */
  @Override
  public String toString() {
    return "average "
        + Written.number(average)
        + ", median "
        + Written.number(median())
        + ", p95 "
        + Written.number(quantile(0.95))
        + ", "
        + Written.number(min())
        + " to "
        + Written.number(max())
        + ", stddev "
        + Written.number(stddev)
        + " of "
        + count()
        + " samples";
  }
}
