package io.runbookmemory.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeSlicesTest {

  private static final TimeSlices FIVE_MINUTES =
      new TimeSlices(Duration.ofMinutes(5), new BigDecimal("0.95"));

  @Test
  void aSliceIsGoodOrBadHoweverManyRequestsItHas() {
    SliSeries series = Traffic.perMinute(100).healthy(5).failing(0.05, 5).failing(0.06, 5).series();

    SliSeries slices = FIVE_MINUTES.of(series);

    assertThat(slices.size()).isEqualTo(3);
    assertThat(slices.step()).isEqualTo(Duration.ofMinutes(5));
    assertThat(slices.sample(0)).isEqualTo(new SliSample(Traffic.at(5), 1, 1));
    assertThat(slices.sample(1)).isEqualTo(new SliSample(Traffic.at(10), 1, 1));
    assertThat(slices.sample(2)).isEqualTo(new SliSample(Traffic.at(15), 0, 1));
  }

  @Test
  void aSliceWithoutARequestIsGoodAndOneWithoutASampleIsNone() {
    SliSeries series = Traffic.perMinute(100).minutes(0, 0, 5).missing(10).healthy(7).series();

    SliSeries slices = FIVE_MINUTES.of(series);

    assertThat(slices.size()).isEqualTo(2);
    assertThat(slices.sample(0)).isEqualTo(new SliSample(Traffic.at(5), 1, 1));
    assertThat(slices.sample(1)).isEqualTo(new SliSample(Traffic.at(20), 1, 1));
  }

  @Test
  void theTargetIsAShare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimeSlices(Duration.ofMinutes(5), new BigDecimal("95")))
        .withMessage("target must be above 0 and at most 1, got 95");
  }
}
