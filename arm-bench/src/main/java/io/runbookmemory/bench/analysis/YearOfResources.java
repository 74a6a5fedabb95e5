package io.runbookmemory.bench.analysis;

import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.metric.Crossing;
import io.runbookmemory.metric.MetricSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** The resources of a {@link PlantedYear}: percentages of the last 42 days, one every half hour. */
final class YearOfResources {

  private static final int SAMPLES = 42 * 48;

  final List<ResourceSeries> all = new ArrayList<>();
  final List<Planted> truth = new ArrayList<>();
  private final Random random;

  YearOfResources(Random random) {
    this.random = random;
  }

  private double between(double least, double most) {
    return least + random.nextDouble() * (most - least);
  }

  private void add(String name, IntToDoubleFunction course) {
    double noise = between(0.2, 1.5);
    double daily = between(0, 4);
    double weekly = between(0, 2);
    MetricSeries.Builder series = MetricSeries.builder();
    for (int i = 0; i < SAMPLES; i++) {
      Instant at = PlantedYear.UNTIL.minus(Duration.ofMinutes(30L * (SAMPLES - i)));
      double cycles =
          daily * Math.sin(2 * Math.PI * i / 48) + weekly * Math.sin(2 * Math.PI * i / 336);
      series.add(at, course.applyAsDouble(i) + cycles + noise * random.nextGaussian());
    }
    Place place = new Place("service-" + all.size(), "prod", "eu-1");
    all.add(new ResourceSeries(name, place, series.build(), 95, Crossing.UPWARDS));
  }

  /** They grow and are full within twelve days; one of them since it was cleaned a month ago. */
  void runOut(int count) {
    for (int i = 0; i < count; i++) {
      String name = "growing-" + i;
      double perDay = between(0.6, 1.6);
      double left = between(3, 12) * perDay;
      double cleaned = i == 0 ? 30 * 48 : SAMPLES + 1;
      add(
          name,
          at -> {
            double ahead = (SAMPLES - at) / 48.0;
            return ahead * 48 > cleaned ? 88 : 95 - left - perDay * ahead;
          });
      truth.add(new Planted.RunsOut(name));
    }
  }

  /** They do not: level, rotated, wandering, stepping, or settling. */
  void noise(int count) {
    for (int i = 0; i < count; i++) {
      double level = between(30, 80);
      double size = between(5, 25);
      int step = random.nextInt(SAMPLES);
      int period = (2 + random.nextInt(12)) * 48;
      IntToDoubleFunction course =
          switch (i % 5) {
            case 0 -> at -> level;
            case 1 -> at -> 60 + 30.0 * (at % period) / period;
            case 2 -> wandering(level);
            case 3 -> at -> at < step ? level - 10 : level;
            default -> at -> level + 10 - size * Math.exp(-at / 400.0);
          };
      add("noise-" + i, course);
    }
  }

  private IntToDoubleFunction wandering(double level) {
    double[] values = new double[SAMPLES];
    values[0] = level;
    for (int i = 1; i < SAMPLES; i++) {
      values[i] = Math.clamp(values[i - 1] + 0.25 * random.nextGaussian(), 10, 90);
    }
    return at -> values[at];
  }
}
