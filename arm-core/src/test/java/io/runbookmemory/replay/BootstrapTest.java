package io.runbookmemory.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  private static double mean(List<Integer> sample) {
    return sample.stream().mapToInt(Integer::intValue).average().orElse(Double.NaN);
  }

  @Test
  void theIntervalOfAShareIsThatOfTheNormalApproximation() {
    // 100 queries, 80 right: 0.8 ± 1.96 √(0.8 · 0.2 / 100) = 0.8 ± 0.0784.
    List<Integer> sample =
        Stream.concat(Collections.nCopies(80, 1).stream(), Collections.nCopies(20, 0).stream())
            .toList();

    Estimate estimate = Bootstrap.DEFAULT.estimate(sample, BootstrapTest::mean);

    assertThat(estimate.value()).isEqualTo(0.8);
    assertThat(estimate.low()).isEqualTo(0.7216, within(0.015));
    assertThat(estimate.high()).isEqualTo(0.8784, within(0.015));
  }

  @Test
  void theSameSeedGivesTheSameIntervalAndAnotherAnother() {
    List<Integer> sample = IntStream.range(0, 50).map(i -> i * i % 17).boxed().toList();

    Estimate one = new Bootstrap(1, 200).estimate(sample, BootstrapTest::mean);

    assertThat(new Bootstrap(1, 200).estimate(sample, BootstrapTest::mean)).isEqualTo(one);
    assertThat(new Bootstrap(2, 200).estimate(sample, BootstrapTest::mean)).isNotEqualTo(one);
  }

  @Test
  void whatNeverVariesHasNoWidth() {
    assertThat(Bootstrap.DEFAULT.estimate(List.of(3, 3, 3), BootstrapTest::mean))
        .isEqualTo(new Estimate(3, 3, 3));
  }

  @Test
  void nothingMeasuredIsNotKnown() {
    assertThat(Bootstrap.DEFAULT.estimate(List.<Integer>of(), BootstrapTest::mean).known())
        .isFalse();
    assertThat(Bootstrap.DEFAULT.estimate(List.of(1), sample -> Double.NaN).known()).isFalse();
  }

  @Test
  void resamplesWithoutTheStatisticAreLeftOut() {
    // The mean of what is above 1, which some resamples have none of.
    Estimate estimate =
        Bootstrap.DEFAULT.estimate(
            List.of(1, 1, 1, 2),
            sample ->
                sample.stream().filter(i -> i > 1).mapToInt(i -> i).average().orElse(Double.NaN));

    assertThat(estimate).isEqualTo(new Estimate(2, 2, 2));
  }

  @Test
  void itTakesAtLeastOneResample() {
    assertThatThrownBy(() -> new Bootstrap(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("resamples must be at least 1, got 0");
  }
}
