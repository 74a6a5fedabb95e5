package io.runbookmemory.learn.analysis.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {

  private static double[] logs(double... values) {
    return Arrays.stream(values).map(Math::log).toArray();
  }

  @Test
  void theStepUpOfBenjaminiAndYekutieliIsDoneByHand() {
    // 4 tests: the harmonic sum is 25/12, so that the k-th smallest counts up to k x 0.006.
    double[] logs = logs(0.001, 0.0119, 0.3, 0.9);

    assertThat(FalseDiscovery.limit(logs, 4, 0.05)).isEqualTo(Math.log(0.0119));
    assertThat(FalseDiscovery.limit(logs(0.0061, 0.3, 0.9), 4, 0.05))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void testsThatAreLeftOutStillCount() {
    assertThat(FalseDiscovery.limit(logs(0.001), 1, 0.05)).isEqualTo(Math.log(0.001));
    assertThat(FalseDiscovery.limit(logs(0.001), 1_000, 0.05)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void amongPureChanceAnythingIsFoundInOneOfTwentyAtMost() {
    Random random = new Random(7);
    int families = 0;
    for (int i = 0; i < 1_000; i++) {
      double[] logs =
          DoubleStream.generate(() -> Math.log(random.nextDouble())).limit(50).toArray();
      families += FalseDiscovery.limit(logs, 50, 0.05) > Double.NEGATIVE_INFINITY ? 1 : 0;
    }
    assertThat(families).as("seed 7").isBetween(1, 50);
  }
}
