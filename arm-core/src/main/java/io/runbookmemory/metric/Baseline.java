package io.runbookmemory.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is normal for a series: the statistics of a window of its past, or of an hour of the week,
 * and the band that a usual value lies in. Immutable and thread-safe.
 *
 * <p>The band is robust, since the past holds incidents too: three deviations about the median, the
 * deviation being 1.4826 times the median distance from it (where more than half of the values are
 * one and the same: the standard deviation), and never narrower than p5 to p95, which a series of
 * two levels, such as day and night, may fill.
 */
public final class Baseline {

  /** The length of a rolling baseline unless another is asked for. */
  public static final Duration DEFAULT_LENGTH = Duration.ofDays(7);

  /** Below it, p95 is no more than a word for the largest value. */
  static final int LEAST_SAMPLES = 20;

  /** Makes the median distance from the median the deviation of a normal distribution. */
  static final double MAD_TO_SIGMA = 1.4826;

  private static final double SIGMAS = 3;

  private final MetricName metric;
  private final String period;
  private final Summary summary;
  private final Band band;

  Baseline(MetricName metric, String period, Summary summary) {
    this.metric = metric;
    this.period = period;
    this.summary = summary;
    double robust = MAD_TO_SIGMA * summary.mad();
    double reach = SIGMAS * (robust > 0 ? robust : summary.stddev());
    this.band =
        new Band(
            Math.min(summary.quantile(0.05), summary.median() - reach),
            Math.max(summary.quantile(0.95), summary.median() + reach));
  }

  /**
   * Returns the baseline of the last seven days.
   *
   * @param metric what the series is, for the words
   * @param series its samples
   * @param until the window's end, itself included
   * @return empty where the window holds no sample
   */
  public static Optional<Baseline> rolling(MetricName metric, MetricSeries series, Instant until) {
    return rolling(metric, series, until, DEFAULT_LENGTH);
  }

  /**
   * Returns the baseline of a window.
   *
   * @param metric what the series is, for the words
   * @param series its samples
   * @param until the window's end, itself included
   * @param length positive and at most 3660 days
   * @return empty where the window holds no sample
   */
  public static Optional<Baseline> rolling(
      MetricName metric, MetricSeries series, Instant until, Duration length) {
    double[] values = series.window(until, length).values();
    String period = "the " + Written.duration(length) + " until " + until;
    return values.length == 0
        ? Optional.empty()
        : Optional.of(new Baseline(metric, period, Summary.of(values)));
  }

  /**
   * Returns what the series is.
   *
   * @return its name and labels
   */
  public MetricName metric() {
    return metric;
  }

  /**
   * Returns what the baseline speaks of, in words.
   *
   * @return such as {@code the 7 d until 2026-01-08T00:00:00Z} or {@code Mondays 09:00 to 10:00
   *     UTC}
   */
  public String period() {
    return period;
  }

  /**
   * Returns the statistics.
   *
   * @return of at least one sample
   */
  public Summary summary() {
    return summary;
  }

  /**
   * Returns what a usual value lies in.
   *
   * @return a band with finite ends for values of usual size
   */
  public Band band() {
    return band;
  }

  /**
   * Holds a value against the baseline.
   *
   * @param value finite
   * @return what it is, and the numbers
   */
  public BaselineCheck check(double value) {
    return new BaselineCheck(value, this);
  }

  /**
   * Returns the statistics by name, in the form in which a memory remembers a baseline.
   *
   * @return {@code count, average, stddev, min, max, median, mad, p05, p95, p99, low, high}
   */
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("count", (double) summary.count());
    values.put("average", summary.average());
    values.put("stddev", summary.stddev());
    values.put("min", summary.min());
    values.put("max", summary.max());
    values.put("median", summary.median());
    values.put("mad", summary.mad());
    values.put("p05", summary.quantile(0.05));
    values.put("p95", summary.quantile(0.95));
    values.put("p99", summary.quantile(0.99));
    values.put("low", band.low());
    values.put("high", band.high());
    return Collections.unmodifiableMap(values);
  }

  /** Returns the series, the period and the numbers. */
  @Override
  public String toString() {
    return metric + " in " + period + ": " + summary + ", usual " + band;
  }
}
