package io.runbookmemory.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TrailingMomentsTest {

  private record Sample(long time, double value) {}

  @RepeatedTest(20)
  void areThoseOfTheWindowItself(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    TrailingMoments moments = new TrailingMoments(1 << 10);
    List<Sample> window = new ArrayList<>();
    double offset = random.nextInt(1000);
    long time = 0;
    for (int i = 0; i < 3000; i++) {
      time += 1 + random.nextInt(20);
      long begin = time - 5000;
      moments.forgetBefore(begin);
      window.removeIf(sample -> sample.time < begin);
      assertThat(moments.count()).isEqualTo(window.size());
      if (window.size() >= TrailingMoments.LEAST_VALUES && i % 7 == 0) {
        Summary naive = Summary.of(window.stream().mapToDouble(Sample::value).toArray());
        String where = "seed " + run.getCurrentRepetition() + ", sample " + i;
        assertThat(moments.mean()).as(where).isCloseTo(naive.average(), within(1e-9));
        assertThat(moments.deviation()).as(where).isCloseTo(naive.stddev(), within(1e-9));
      }
      double value = offset + random.nextGaussian();
      moments.add(time, value);
      window.add(new Sample(time, value));
    }
  }

  @Test
  void aHugeValueThatLeftLeavesNoTrace() {
    TrailingMoments moments = new TrailingMoments(1 << 10);
    Random random = new Random(5);
    List<Double> kept = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double value = i == 50 ? 1e200 : random.nextGaussian();
      moments.forgetBefore(i - 100);
      moments.add(i, value);
      kept.add(value);
      if (i == 60) {
        assertThat(moments.deviation()).as("squares beyond all numbers are no scale").isZero();
      }
    }
    Summary naive =
        Summary.of(kept.subList(299, 400).stream().mapToDouble(Double::doubleValue).toArray());

    assertThat(moments.deviation()).isCloseTo(naive.stddev(), within(1e-12));
  }

  @Test
  void aConstantHasNoDeviationAndNeitherHaveFewValues() {
    TrailingMoments moments = new TrailingMoments(1 << 10);
    for (int i = 0; i < 1000; i++) {
      moments.forgetBefore(i - 100);
      assertThat(moments.deviation()).isZero();
      moments.add(i, 0.1);
    }
    TrailingMoments few = new TrailingMoments(1 << 10);
    for (int i = 0; i < TrailingMoments.LEAST_VALUES - 1; i++) {
      few.add(i, i);
    }
    assertThat(few.deviation()).isZero();
    few.add(20, 20);
    assertThat(few.deviation()).isPositive();
  }

  @Test
  void neverHoldsMoreThanItMay() {
    TrailingMoments moments = new TrailingMoments(1 << 9);
    for (int i = 0; i < 5000; i++) {
      moments.add(i, i);
    }

    assertThat(moments.capacity()).isEqualTo(1 << 9);
    assertThat(moments.count()).isEqualTo(1 << 9);
    assertThat(moments.mean()).isCloseTo(4999 - 255.5, within(1e-9));
  }
}
