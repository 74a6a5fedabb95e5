package io.runbookmemory.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrendTest {

  /** Both lines: whatever holds for one holds for the other, unless a test says otherwise. */
  static List<Function<MetricSeries, Optional<Trend>>> lines() {
    return List.of(Trend::leastSquares, Trend::robust);
  }

  /** Rises by a unit every five minutes from 10, with noise. */
  private static double[] rising(long seed, int samples, double noise) {
    Random random = new Random(seed);
    double[] values = new double[samples];
    Arrays.setAll(values, i -> 10 + i + noise * random.nextGaussian());
    return values;
  }

  private static Forecast upTo(double threshold, Optional<Trend> trend) {
    return trend.orElseThrow().reaches(threshold, Crossing.UPWARDS);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void anExactLineIsGoneOnWith(Function<MetricSeries, Optional<Trend>> line) {
    MetricSeries series = Gauge.series(rising(1, 50, 0));
    Trend trend = line.apply(series).orElseThrow();

    assertThat(trend.slope()).isCloseTo(1 / 300.0, within(1e-15));
    assertThat(trend.at(Gauge.at(80))).isCloseTo(90, within(1e-10));
    assertThat(trend.reaches(90, Crossing.UPWARDS))
        .isEqualTo(new Forecast.Reaches(Gauge.at(49), Gauge.at(80), Gauge.at(80), Gauge.at(80)));
    assertThat(trend.reaches(90, Crossing.UPWARDS).words(90))
        .isEqualTo("reaches 90 in 2 h 35 min, 80 % interval 2 h 35 min to 2 h 35 min");
    assertThat(trend.reaches(0, Crossing.DOWNWARDS)).isEqualTo(new Forecast.NeverReaches());
    assertThat(trend.reaches(59, Crossing.UPWARDS))
        .isEqualTo(new Forecast.AlreadyThere(Gauge.at(49)));
    assertThat(trend.reaches(1e6, Crossing.UPWARDS)).isInstanceOf(Forecast.TooFarAhead.class);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void whatFallsReachesFromAbove(Function<MetricSeries, Optional<Trend>> line) {
    double[] values = rising(1, 50, 0);
    Arrays.setAll(values, i -> 100 - values[i]);

    assertThat(line.apply(Gauge.series(values)).orElseThrow().reaches(10, Crossing.DOWNWARDS))
        .isInstanceOfSatisfying(
            Forecast.Reaches.class, reaches -> assertThat(reaches.at()).isEqualTo(Gauge.at(80)));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aConstantNeverReaches(Function<MetricSeries, Optional<Trend>> line) {
    double[] values = new double[40];
    Arrays.fill(values, 0.1);
    Trend trend = line.apply(Gauge.series(values)).orElseThrow();

    assertThat(trend.slope()).isZero();
    assertThat(trend.at(Gauge.at(1000))).isEqualTo(0.1);
    assertThat(trend.reaches(90, Crossing.UPWARDS)).isEqualTo(new Forecast.NeverReaches());
  }

  @ParameterizedTest
  @MethodSource("lines")
  void noiseIsNoTrend(Function<MetricSeries, Optional<Trend>> line) {
    int refused = 0;
    for (int seed = 1; seed <= 100; seed++) {
      Random random = new Random(seed);
      double[] values = random.doubles(60).toArray();
      refused += upTo(5, line.apply(Gauge.series(values))) instanceof Forecast.TooNoisy ? 1 : 0;
    }
    assertThat(refused).as("of 100, 95 expected").isBetween(88, 100);
  }

  /** Noise whose neighbours are alike looks like a trend to who does not mind it. */
  @ParameterizedTest
  @MethodSource("lines")
  void noiseThatWandersIsMostlyNoTrendEither(Function<MetricSeries, Optional<Trend>> line) {
    int refused = 0;
    for (int seed = 1; seed <= 100; seed++) {
      double[] values = wandering(seed, 200, 0.7);
      refused += upTo(50, line.apply(Gauge.series(values))) instanceof Forecast.TooNoisy ? 1 : 0;
    }
    assertThat(refused).as("of 100, 95 expected").isGreaterThanOrEqualTo(82);
  }

  private static double[] wandering(long seed, int samples, double alike) {
    Random random = new Random(seed);
    double[] values = new double[samples];
    for (int i = 1; i < samples; i++) {
      values[i] = alike * values[i - 1] + Math.sqrt(1 - alike * alike) * random.nextGaussian();
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("lines")
  void theIntervalHoldsTheTruthFourTimesOfFive(Function<MetricSeries, Optional<Trend>> line) {
    int held = 0;
    Instant truth = Gauge.at(80);
    for (int seed = 1; seed <= 300; seed++) {
      Forecast forecast = upTo(90, line.apply(Gauge.series(rising(seed, 50, 8))));
      assertThat(forecast).as("seed %d", seed).isInstanceOf(Forecast.Reaches.class);
      Forecast.Reaches reaches = (Forecast.Reaches) forecast;
      assertThat(reaches.at()).isBetween(reaches.earliest(), reaches.latest());
      held += truth.isBefore(reaches.earliest()) || truth.isAfter(reaches.latest()) ? 0 : 1;
    }
    assertThat(held / 300.0).isBetween(0.72, 0.92);
  }

  @Test
  void outliersTurnLeastSquaresButNotTheRobustLine() {
    double[] values = rising(3, 60, 0.5);
    for (int i = 0; i < 12; i++) {
      values[i] += 500;
    }
    MetricSeries series = Gauge.series(values);

    assertThat(Trend.robust(series).orElseThrow().slope()).isCloseTo(1 / 300.0, within(2e-4));
    assertThat(Trend.leastSquares(series).orElseThrow().slope()).isNegative();
  }

  @Test
  void manySamplesAreMergedWithoutLosingTheLine() {
    double[] values = rising(4, 5000, 20);

    assertThat(Trend.robust(Gauge.series(values)).orElseThrow().slope())
        .isCloseTo(1 / 300.0, within(1e-5));
  }

  @Test
  void fewSamplesAreToldAsSuch() {
    assertThat(Trend.robust(Gauge.series())).isEmpty();
    assertThat(Trend.leastSquares(Gauge.series(1))).isEmpty();
    Forecast few = upTo(90, Trend.robust(Gauge.series(rising(1, 7, 0))));
    assertThat(few).isEqualTo(new Forecast.TooFewSamples(7));
    assertThat(few.words(90))
        .isEqualTo("has too few samples to tell a trend: at least 8 are needed, got 7");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> upTo(Double.NaN, Trend.robust(Gauge.series(1, 2))))
        .withMessage("threshold must be finite, got NaN");
  }

  @Test
  void studentsTIsThatOfTheTables() {
    assertThat(StudentT.upper10(3)).isCloseTo(1.6377, within(0.001));
    assertThat(StudentT.upper10(10)).isCloseTo(1.3722, within(0.0001));
    assertThat(StudentT.upper2point5(3)).isCloseTo(3.1824, within(0.005));
    assertThat(StudentT.upper2point5(10)).isCloseTo(2.2281, within(0.0001));
    assertThat(StudentT.upper2point5(1e9)).isCloseTo(1.95996, within(0.00001));
  }

  @Test
  void lengthsOfTimeAreWrittenInTwoUnits() {
    assertThat(List.of(30L, 2_040L, 7_200L, 9_300L, 604_800L, 190_800L))
        .extracting(seconds -> Written.duration(Duration.ofSeconds(seconds)))
        .containsExactly("30 s", "34 min", "2 h", "2 h 35 min", "7 d", "2 d 5 h");
    assertThat(List.of(0.0, 93.2, -1204000.4, 0.00012345, 1e-9, 1.5e12))
        .extracting(Written::number)
        .containsExactly("0", "93.2", "-1204000", "0.0001234", "1E-9", "1.5E+12");
  }
}
