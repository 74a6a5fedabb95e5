package io.runbookmemory.learn.analysis.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.metric.Crossing;
import io.runbookmemory.metric.MetricSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExhaustionForecastsTest {

  private static final Instant NOW = Instant.parse("2025-06-30T12:00:00Z");
  private static final ExhaustionForecasts FORECASTS = new ExhaustionForecasts(Duration.ofDays(14));

  /** Percentages of the last 40 days by hour; the course is asked for the days before now. */
  private static List<Exhaustion> found(long seed, DoubleUnaryOperator course) {
    Random random = new Random(seed);
    MetricSeries.Builder series = MetricSeries.builder();
    for (int hour = 40 * 24; hour >= 0; hour--) {
      double daily = 3 * Math.sin(2 * Math.PI * hour / 24);
      double value = course.applyAsDouble(hour / 24.0) + daily + random.nextGaussian();
      series.add(NOW.minus(Duration.ofHours(hour)), value);
    }
    Place place = new Place("orders", "prod", "eu-1");
    return FORECASTS.find(
        List.of(new ResourceSeries("disk", place, series.build(), 95, Crossing.UPWARDS)), NOW);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aDiskThatFillsIsToldWithAnInterval(long seed) {
    List<Exhaustion> found = found(seed, ago -> 87 - ago);

    assertThat(found).as("seed %d", seed).hasSize(1);
    Exhaustion one = found.getFirst();
    assertThat(one.at()).isBetween(NOW.plus(Duration.ofDays(7)), NOW.plus(Duration.ofDays(9)));
    assertThat(one.earliest()).isBefore(one.at());
    assertThat(one.latest()).isAfter(one.at());
    assertThat(one.confidence()).isBetween(0.5, 1.0);
    assertThat(one.description()).startsWith("disk of orders (prod, eu-1) reaches 95.0 about ");
  }

  @Test
  void whatIsLevelRotatedOrSettlesIsNot() {
    assertThat(found(1, ago -> 80)).isEmpty();
    assertThat(found(2, ago -> 85 - 30 * ((ago % 7) / 7))).isEmpty();
    assertThat(found(3, ago -> 90 - 20 * Math.exp(-(40 - ago) / 4))).isEmpty();
  }

  @Test
  void whatFillsTooSlowlyIsNot() {
    assertThat(found(4, ago -> 50 - ago / 2)).isEmpty();
  }

  @Test
  void theTimeBeforeTheLastResetIsForgotten() {
    assertThat(found(5, ago -> ago > 20 ? 90 : 88 - 3 * ago)).hasSize(1);
  }

  @Test
  void aStepIsNoTrend() {
    assertThat(found(6, ago -> ago > 9 ? 60 : 85)).isEmpty();
  }

  @Test
  void aSeriesThatEndedTellsNothing() {
    MetricSeries.Builder series = MetricSeries.builder();
    for (int day = 30; day >= 2; day--) {
      series.add(NOW.minus(Duration.ofDays(day)), 90 - day);
    }
    ResourceSeries ended =
        new ResourceSeries(
            "disk", new Place(null, null, null), series.build(), 95, Crossing.UPWARDS);

    assertThat(FORECASTS.find(List.of(ended), NOW)).isEmpty();
  }
}
