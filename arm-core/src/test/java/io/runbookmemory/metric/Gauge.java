package io.runbookmemory.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Seeded series for tests. */
final class Gauge {

  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  static final Duration STEP = Duration.ofMinutes(5);
  static final int DAY = 288;

  private Gauge() {}

  static Instant at(int index) {
    return START.plus(STEP.multipliedBy(index));
  }

  /** A day's rhythm about 50 with noise of deviation 1, and whatever is added. */
  static double[] daily(long seed, int samples, IntToDoubleFunction added) {
    Random random = new Random(seed);
    double[] values = new double[samples];
    for (int i = 0; i < samples; i++) {
      values[i] =
          50
              + 10 * Math.sin(2 * Math.PI * (i % DAY) / DAY)
              + random.nextGaussian()
              + added.applyAsDouble(i);
    }
    return values;
  }

  static MetricSeries series(double... values) {
    MetricSeries.Builder series = MetricSeries.builder();
    for (int i = 0; i < values.length; i++) {
      series.add(at(i), values[i]);
    }
    return series.build();
  }

  /** What a detector makes of values, every five minutes. */
  static Anomaly[] judge(AnomalyDetector detector, double... values) {
    Anomaly[] judged = new Anomaly[values.length];
    for (int i = 0; i < values.length; i++) {
      judged[i] = detector.add(at(i), values[i]);
    }
    return judged;
  }
}
