package io.runbookmemory.learn.analysis.resource;

import io.runbookmemory.metric.Crossing;
import io.runbookmemory.metric.MetricSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a resource did since it was last reset, day by day. A reset leads away from the limit by
 * more than a quarter of all that the series ever covered, from one sample to the next.
 *
 * @param series since the reset
 * @param longest the longest time between two resets, zero if there were fewer than two
 */
record DailyRun(MetricSeries series, Duration longest) {

  private static final double RESET = 0.25;
  private static final long DAY = Duration.ofDays(1).toSeconds();

  static DailyRun last(ResourceSeries resource) {
    MetricSeries series = resource.series();
    double sign = resource.crossing() == Crossing.UPWARDS ? 1 : -1;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < series.size(); i++) {
      least = Math.min(least, series.value(i));
      most = Math.max(most, series.value(i));
    }
    Duration longest = Duration.ZERO;
    int begin = 0;
    for (int i = 1; i < series.size(); i++) {
      if (sign * (series.value(i) - series.value(i - 1)) < -RESET * (most - least)) {
        Duration run = Duration.between(series.at(begin), series.at(i));
        longest = begin > 0 && run.compareTo(longest) > 0 ? run : longest;
        begin = i;
      }
    }
    Instant end = series.at(series.size() - 1);
    Duration length = Duration.between(series.at(begin), end).plusNanos(1_000);
    return new DailyRun(series.window(end, length), longest);
  }

  /** Returns whether a run of such a length would be none that was never seen. */
  boolean outlives(Instant at) {
    return longest.isZero()
        || Duration.between(series.at(0), at).compareTo(longest.multipliedBy(5).dividedBy(4)) <= 0;
  }

  /** Returns the medians of the last days, of 24 hours before the last sample each. */
  MetricSeries days(int most) {
    MetricSeries.Builder days = MetricSeries.builder();
    Instant end = series.at(series.size() - 1);
    for (int back = most - 1; back >= 0; back--) {
      Instant until = end.minusSeconds(back * DAY);
      MetricSeries day = series.window(until, Duration.ofDays(1));
      List<Double> values = new ArrayList<>();
      for (int i = 0; i < day.size(); i++) {
        values.add(day.value(i));
      }
      if (!values.isEmpty()) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        days.add(until.minusSeconds(DAY / 2), median(sorted));
      }
    }
    return days.build();
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
