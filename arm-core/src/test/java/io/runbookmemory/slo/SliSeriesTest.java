package io.runbookmemory.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SliSeriesTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FIVE = Duration.ofMinutes(5);

  @Test
  void aWindowHoldsItsEndAndNotItsStart() {
    SliSeries series = Traffic.perMinute(1).healthy(10).series();

    assertThat(series.window(Traffic.at(10), FIVE).samples()).isEqualTo(5);
    assertThat(series.window(Traffic.at(10).plusNanos(1), FIVE).samples()).isEqualTo(5);
    assertThat(series.window(Traffic.at(10).minusNanos(1), FIVE).samples()).isEqualTo(5);
    assertThat(series.window(Traffic.at(1), FIVE).samples()).isEqualTo(1);
    assertThat(series.window(Traffic.at(1).minusNanos(1), FIVE).samples()).isZero();
    assertThat(series.window(Traffic.at(15).minusNanos(1), FIVE).samples()).isEqualTo(1);
    assertThat(series.window(Traffic.at(15), FIVE).samples()).isZero();
  }

  @Test
  void aWindowIsTheSumOfItsSamples() {
    SliSeries series = Traffic.perMinute(100).failing(0.5, 3).healthy(4).series();

    assertThat(series.window(Traffic.at(7), FIVE))
        .isEqualTo(new SliWindow(FIVE, 450, 500, 5, FIVE));
  }

  @Test
  void coverageIsMeasuredOnTheGridAndNotOnTheData() {
    SliSeries series = Traffic.perMinute(1).healthy(3).missing(2).healthy(1).series();

    assertThat(series.window(Traffic.at(6), FIVE).coverage()).isEqualTo(0.6);
  }

  @Test
  void samplesThatCrowdIntoOneSliceDoNotMakeUpForAMissingOne() {
    SliSeries series =
        SliSeries.builder()
            .step(MINUTE)
            .add(new SliSample(Traffic.at(1), 1, 1))
            .add(new SliSample(Traffic.at(1).plusSeconds(10), 1, 1))
            .add(new SliSample(Traffic.at(1).plusSeconds(20), 1, 1))
            .add(new SliSample(Traffic.at(5), 1, 1))
            .build();

    assertThat(series.window(Traffic.at(5), FIVE).observed())
        .isEqualTo(Duration.ofSeconds(60 + 10 + 10 + 60));
  }

  @Test
  void whatASampleCoversBeforeTheWindowDoesNotCount() {
    SliSeries hourly =
        SliSeries.of(
            List.of(
                new SliSample(Traffic.at(60), 1, 1),
                new SliSample(Traffic.at(120), 1, 1),
                new SliSample(Traffic.at(180), 1, 1)));

    assertThat(hourly.window(Traffic.at(180), FIVE).coverage()).isEqualTo(1);
    assertThat(hourly.window(Traffic.at(183), FIVE).coverage()).isEqualTo(0.4);
  }

  @Test
  void theStepIsTheMedianGapUnlessItIsGiven() {
    SliSeries series = Traffic.perMinute(1).healthy(2).missing(60).healthy(3).series();
    List<SliSample> samples = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      samples.add(series.sample(i));
    }

    assertThat(SliSeries.of(samples).step()).isEqualTo(MINUTE);
    assertThat(SliSeries.of(samples.subList(1, 3)).step()).isEqualTo(Duration.ofMinutes(61));
    assertThat(SliSeries.of(samples.subList(0, 1)).step()).isEqualTo(MINUTE);
    assertThat(SliSeries.builder().step(FIVE).build().step()).isEqualTo(FIVE);
  }

  @Test
  void samplesComeBackAsTheyWentIn() {
    SliSample sample = new SliSample(Instant.parse("1969-07-20T20:17:40.000000001Z"), 3, 7);
    SliSeries series = SliSeries.of(List.of(sample));

    assertThat(series.sample(0)).isEqualTo(sample);
    assertThat(series.last()).contains(sample.at());
    assertThat(SliSeries.of(List.of()).last()).isEmpty();
  }

  @Test
  void samplesOutOfOrderAreRefused() {
    SliSeries.Builder builder = SliSeries.builder().add(new SliSample(Traffic.at(2), 1, 1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add(new SliSample(Traffic.at(2), 1, 1)))
        .withMessage(
            "a sample must be later than the one before it, got 2026-01-01T00:02:00Z after"
                + " 2026-01-01T00:02:00Z");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add(new SliSample(Traffic.at(1), 1, 1)));
  }

  @Test
  void countsThatCannotBeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SliSample(Traffic.START, -1, 1))
        .withMessage("good must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SliSample(Traffic.START, 0, -2))
        .withMessage("total must be at least 0, got -2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SliSample(Traffic.START, 3, 2))
        .withMessage("good must be at most total, got good 3 of total 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SliSample(Instant.MAX, 1, 1))
        .withMessageStartingWith("at must lie between 1900 and 2200");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Traffic.perMinute(Long.MAX_VALUE / 2 + 1).healthy(2))
        .withMessageStartingWith("the sum of all requests must be at most");
  }

  @Test
  void everyWindowEqualsTheNaiveSum() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      List<SliSample> samples = new ArrayList<>();
      long second = 0;
      for (int i = 0; i < 200; i++) {
        second += 1 + random.nextInt(120);
        long total = random.nextInt(5);
        samples.add(
            new SliSample(
                Traffic.START.plusSeconds(second), total == 0 ? 0 : random.nextLong(total), total));
      }
      SliSeries series = SliSeries.of(samples);
      for (int i = 0; i < 200; i++) {
        Instant until = Traffic.START.plusSeconds(random.nextLong(-600, second + 600));
        Duration length = Duration.ofSeconds(1 + random.nextInt(7200));
        NaiveWindow naive = NaiveWindow.of(samples, series.step(), until, length);
        SliWindow window = series.window(until, length);
        assertThat(List.of(window.good(), window.total(), (long) window.samples()))
            .as("seed %d, window %s to %s", seed, length, until)
            .isEqualTo(List.of(naive.good(), naive.total(), naive.samples()));
        assertThat(window.coverage())
            .as("seed %d, coverage of %s to %s", seed, length, until)
            .isCloseTo(naive.coverage(), within(1e-12));
      }
    }
  }
}
