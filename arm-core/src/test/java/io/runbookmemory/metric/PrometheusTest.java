package io.runbookmemory.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.fixture.Program;
import io.runbookmemory.fixture.PrometheusServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Baselines and the line of least squares against a real Prometheus that holds ten days. */
class PrometheusTest {

  private static final long SEED = 11;
  private static final int SAMPLES = 10 * 24 * 60;
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration SIX_HOURS = Duration.ofHours(6);

  /** Between two samples: releases differ in whether a range holds a sample at its very begin. */
  private static final Instant FROM = Gauge.START.plusSeconds(8 * 86_400 + 30);

  private static final Instant TO = Gauge.START.plusSeconds(10 * 86_400 - 30);
  private static final Duration STEP = Duration.ofMinutes(61);

  @TempDir private Path folder = Path.of("");

  /** A large offset, noise, spikes and holes. */
  private final MetricSeries series = irregular();

  private static MetricSeries irregular() {
    Random random = new Random(SEED);
    MetricSeries.Builder series = MetricSeries.builder();
    for (int i = 0; i < SAMPLES; i++) {
      double value = 1e6 + 3 * Math.sin(i / 230.0) + random.nextGaussian();
      value += random.nextInt(500) == 0 ? 300 * random.nextDouble() : 0;
      if (random.nextInt(50) > 0) {
        series.add(Gauge.START.plusSeconds(60L * i), value);
      }
    }
    return series.build();
  }

  @Test
  void everyNumberIsAsPrometheusHasIt() throws IOException, InterruptedException {
    Program.require("promtool");
    Program.require("prometheus");
    try (PrometheusServer server = PrometheusServer.holding(openMetrics(), folder)) {
      agrees(server, "count_over_time(x[7d])", at -> summary(at).count());
      agrees(server, "avg_over_time(x[7d])", at -> summary(at).average());
      agrees(server, "stddev_over_time(x[7d])", at -> summary(at).stddev());
      agrees(server, "min_over_time(x[7d])", at -> summary(at).min());
      agrees(server, "max_over_time(x[7d])", at -> summary(at).max());
      for (double share : new double[] {0, 0.05, 0.5, 0.95, 0.999, 1}) {
        agrees(
            server, "quantile_over_time(" + share + ", x[7d])", at -> summary(at).quantile(share));
      }
      agrees(server, "deriv(x[6h])", at -> trend(at).slope());
      agrees(server, "predict_linear(x[6h], 14400)", at -> trend(at).at(at.plusSeconds(14_400)));
    }
  }

  private String openMetrics() {
    StringBuilder past = new StringBuilder("# TYPE x gauge\n");
    for (int i = 0; i < series.size(); i++) {
      past.append("x " + series.value(i) + " " + series.at(i).getEpochSecond() + "\n");
    }
    return past.append("# EOF\n").toString();
  }

  private Summary summary(Instant at) {
    return Baseline.rolling(MetricName.of("x"), series, at, WEEK).orElseThrow().summary();
  }

  private Trend trend(Instant at) {
    return Trend.leastSquares(series.window(at, SIX_HOURS)).orElseThrow();
  }

  private static void agrees(
      PrometheusServer server, String expression, ToDoubleFunction<Instant> ours)
      throws IOException, InterruptedException {
    SortedMap<Long, Double> theirs = server.values(expression, FROM, TO, STEP);

    assertThat(theirs).as(expression).hasSizeGreaterThan(40);
    theirs.forEach(
        (second, value) ->
            assertThat(ours.applyAsDouble(Instant.ofEpochSecond(second)))
                .as("%s at %d, seed %d", expression, second, SEED)
                .isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value)))));
  }
}
