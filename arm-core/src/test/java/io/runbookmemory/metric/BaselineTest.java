package io.runbookmemory.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.metric.BaselineCheck.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselineTest {

  private static final MetricName CPU = new MetricName("cpu", Map.of("host", "a", "env", "prod"));

  private static Baseline of(double... values) {
    MetricSeries series = Gauge.series(values);
    return Baseline.rolling(CPU, series, series.last().orElseThrow()).orElseThrow();
  }

  private static double[] uniform() {
    double[] values = new double[101];
    Arrays.setAll(values, i -> i);
    return values;
  }

  @Test
  void onlyTheWindowCounts() {
    double[] values = Gauge.daily(3, 20 * Gauge.DAY, i -> 0);
    MetricSeries series = Gauge.series(values);

    Baseline week = Baseline.rolling(CPU, series, Gauge.at(values.length - 1)).orElseThrow();
    Baseline day =
        Baseline.rolling(CPU, series, Gauge.at(3 * Gauge.DAY - 1), Duration.ofDays(1))
            .orElseThrow();

    assertThat(week.summary().count()).isEqualTo(7 * Gauge.DAY);
    double[] naive = Arrays.copyOfRange(values, 2 * Gauge.DAY, 3 * Gauge.DAY);
    assertThat(day.summary().average())
        .isCloseTo(Arrays.stream(naive).average().orElseThrow(), within(1e-12));
    assertThat(day.summary().max()).isEqualTo(Arrays.stream(naive).max().orElseThrow());
    assertThat(Baseline.rolling(CPU, series, Gauge.START.minusSeconds(1))).isEmpty();
  }

  @Test
  void aValueIsNormalAboveP95OrOutsideTheBand() {
    Baseline baseline = of(uniform());

    assertThat(baseline.summary().quantile(0.95)).isEqualTo(95);
    assertThat(baseline.band().low()).isCloseTo(50 - 3 * 1.4826 * 25, within(1e-9));
    assertThat(baseline.check(95).state()).isEqualTo(State.NORMAL);
    assertThat(baseline.check(-50).state()).isEqualTo(State.NORMAL);
    assertThat(baseline.check(95.1).state()).isEqualTo(State.ABOVE_P95);
    assertThat(baseline.check(161).state()).isEqualTo(State.ABOVE_P95);
    assertThat(baseline.check(162).state()).isEqualTo(State.OUTSIDE_BAND);
    assertThat(baseline.check(-62).state()).isEqualTo(State.OUTSIDE_BAND);
  }

  @Test
  void theMessageHoldsTheSeriesAndTheNumbers() {
    assertThat(of(uniform()).check(162).message())
        .isEqualTo(
            "cpu{env=\"prod\",host=\"a\"} is 162, above the band of the 7 d until"
                + " 2026-01-05T08:20:00Z (average 50, p95 95, usual -61.19 to 161.2, 101 samples)");
    assertThat(of(uniform()).check(50).message())
        .startsWith("cpu{env=\"prod\",host=\"a\"} is 50, normal");
  }

  @Test
  void anIncidentInThePastHardlyWidensTheBand() {
    double[] calm = Gauge.daily(1, 7 * Gauge.DAY, i -> 0);
    double[] hit = Gauge.daily(1, 7 * Gauge.DAY, i -> i < 72 ? 5000 : 0);

    assertThat(of(hit).band().high()).isCloseTo(of(calm).band().high(), within(3.0));
    assertThat(of(hit).summary().stddev()).isGreaterThan(30 * of(calm).summary().stddev());
  }

  @Test
  void twoLevelsAreBothUsual() {
    double[] values = new double[1000];
    Arrays.setAll(values, i -> i % 10 == 0 ? 100 : i % 2);

    assertThat(of(values).check(100).state()).isEqualTo(State.NORMAL);
    assertThat(of(values).check(150).state()).isEqualTo(State.OUTSIDE_BAND);
  }

  @Test
  void aConstantHasNoBandButItself() {
    double[] values = new double[30];
    Arrays.fill(values, 0.1);

    assertThat(of(values).check(0.1).state()).isEqualTo(State.NORMAL);
    assertThat(of(values).check(0.2).state()).isEqualTo(State.OUTSIDE_BAND);
  }

  @Test
  void fewerThanTwentySamplesSayNothing() {
    assertThat(of(new double[19]).check(1e9).state()).isEqualTo(State.TOO_FEW_SAMPLES);
    assertThat(of(new double[20]).check(1e9).state()).isEqualTo(State.OUTSIDE_BAND);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(1).check(Double.NaN))
        .withMessage("a value must be finite, got NaN");
  }

  @Test
  void theNumbersByNameAreFiniteAndThoseOfTheSummary() {
    Baseline baseline = of(uniform());

    assertThat(baseline.values())
        .containsEntry("average", 50.0)
        .containsEntry("p95", 95.0)
        .containsEntry("count", 101.0)
        .hasSize(12)
        .allSatisfy((name, value) -> assertThat(value).isFinite());
  }

  @Test
  void anHourOfTheWeekIsHeldAgainstItself() {
    double[] values = new double[28 * Gauge.DAY];
    // Mondays at nine it is a thousand.
    Arrays.setAll(values, i -> i % (7 * Gauge.DAY) / 12 == 9 ? 1000 + i % 5 : i % 5);
    WeeklyBaseline weekly = WeeklyBaseline.of(CPU, Gauge.series(values), ZoneOffset.UTC);

    Baseline mondayNine = weekly.at(Instant.parse("2026-06-01T09:30:00Z")).orElseThrow();
    Baseline tuesdayNine = weekly.at(Instant.parse("2026-06-02T09:30:00Z")).orElseThrow();

    assertThat(mondayNine.period()).isEqualTo("Mondays 09:00 to 10:00 UTC");
    assertThat(mondayNine.summary().count()).isEqualTo(4 * 12);
    assertThat(mondayNine.check(1002).state()).isEqualTo(State.NORMAL);
    assertThat(mondayNine.check(2).state()).isEqualTo(State.OUTSIDE_BAND);
    assertThat(tuesdayNine.check(1002).state()).isEqualTo(State.OUTSIDE_BAND);
  }

  @Test
  void theHourIsThatOfTheZonesClock() {
    double[] values = Gauge.daily(1, 7 * Gauge.DAY, i -> i);
    WeeklyBaseline berlin =
        WeeklyBaseline.of(CPU, Gauge.series(values), ZoneId.of("Europe/Berlin"));

    // 09:00 in Berlin is 08:00 UTC in winter and 07:00 UTC in summer.
    Baseline summer = berlin.at(Instant.parse("2026-07-07T07:30:00Z")).orElseThrow();

    assertThat(summer.period()).isEqualTo("Tuesdays 09:00 to 10:00 Europe/Berlin");
    double[] eight = Arrays.copyOfRange(values, Gauge.DAY + 8 * 12, Gauge.DAY + 9 * 12);
    assertThat(summer.values()).containsEntry("min", Summary.of(eight).min());
    assertThat(summer.summary().count()).isEqualTo(12);
    assertThat(WeeklyBaseline.of(CPU, Gauge.series(1), ZoneOffset.UTC).at(Gauge.at(12))).isEmpty();
  }
}
