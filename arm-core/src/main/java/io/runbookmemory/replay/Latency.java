package io.runbookmemory.replay;

import java.time.Duration;
import java.util.Collection;

/**
 * How long answers took, in milliseconds, by nearest rank. NaN if there was none.
 *
 * @param p50 the median
 * @param p99 what 99 of 100 did not exceed
 */
public record Latency(double p50, double p99) {

  /**
   * Returns the latency of some answers.
   *
   * @param times how long each took
   * @return their percentiles
   */
  public static Latency of(Collection<Duration> times) {
    double[] sorted = times.stream().mapToDouble(time -> time.toNanos() / 1e6).sorted().toArray();
    return new Latency(percentile(sorted, 0.5), percentile(sorted, 0.99));
  }

  private static double percentile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
