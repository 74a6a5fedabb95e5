package io.runbookmemory.metric;

import java.util.Arrays;

/** Samples as points. Immutable; the arrays are for reading. */
final class Points {

  private final double[] x;
  private final double[] y;

  private Points(double[] x, double[] y) {
    this.x = x;
    this.y = y;
  }

  static Points of(MetricSeries series) {
    return new Points(series.secondsAfter(series.at(series.size() - 1)), series.values());
  }

  /** Returns the times: seconds from the last sample, so none is positive. */
  double[] x() {
    return x;
  }

  /** Returns the values. */
  double[] y() {
    return y;
  }

  int count() {
    return x.length;
  }

  boolean level() {
    return Arrays.stream(y).allMatch(value -> value == y[0]);
  }

  /** Returns at most so many points: the medians of neighbours. */
  Points merged(int most) {
    if (count() <= most) {
      return this;
    }
    double[] times = new double[most];
    double[] values = new double[most];
    for (int i = 0; i < most; i++) {
      int from = (int) ((long) i * count() / most);
      int to = (int) ((long) (i + 1) * count() / most);
      times[i] = Summary.median(Arrays.copyOfRange(x, from, to), to - from);
      values[i] = Summary.median(Arrays.copyOfRange(y, from, to), to - from);
    }
    return new Points(times, values);
  }
}
