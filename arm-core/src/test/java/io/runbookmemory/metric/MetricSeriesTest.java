package io.runbookmemory.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MetricSeriesTest {

  @Test
  void aWindowIsOpenAtItsBeginAndClosedAtItsEnd() {
    MetricSeries series = Gauge.series(0, 1, 2, 3, 4);

    MetricSeries window = series.window(Gauge.at(3), Gauge.STEP.multipliedBy(2));

    assertThat(window.values()).containsExactly(2, 3);
    assertThat(window.last()).contains(Gauge.at(3));
    assertThat(series.window(Gauge.START.minusSeconds(1), Gauge.STEP).last()).isEmpty();
  }

  @Test
  void whatIsNotFiniteOrNotLaterIsSkippedAndCounted() {
    MetricSeries series =
        MetricSeries.builder()
            .add(Gauge.at(1), 1)
            .add(Gauge.at(1), 2)
            .add(Gauge.at(0), 3)
            .add(Gauge.at(2), Double.NaN)
            .add(Gauge.at(2), Double.NEGATIVE_INFINITY)
            .add(Gauge.at(2), 4)
            .build();

    assertThat(series.values()).containsExactly(1, 4);
    assertThat(series.skipped()).isEqualTo(4);
  }

  @Test
  void onlyTheLatestAreKeptWhereThatIsAskedFor() {
    MetricSeries.Builder builder = MetricSeries.builder().keep(Duration.ofHours(1));
    for (int i = 0; i < 5000; i++) {
      builder.add(Gauge.at(i), i);
    }
    MetricSeries series = builder.build();

    assertThat(series.size()).isEqualTo(12);
    assertThat(series.value(0)).isEqualTo(4988);
    assertThat(series.values())
        .isEqualTo(series.window(Gauge.at(4999), Duration.ofHours(1)).values());
  }

  @Test
  void aTimeBeyondAllClocksIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetricSeries.builder().add(Instant.MAX, 1))
        .withMessageStartingWith("at must lie between 1900 and 2200, got +1000000000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gauge.series(1).window(Gauge.START, Duration.ZERO))
        .withMessage("length must be positive and at most 3660 days, got PT0S");
  }
}
