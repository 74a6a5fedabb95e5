package io.runbookmemory.memory.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaPosteriorTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0.5, 0.2887", // the uniform distribution: 1 / sqrt(12)
    "1, 0, 0.6667, 0.2357",
    "0, 1, 0.3333, 0.2357",
    "8, 2, 0.75, 0.1201",
  })
  void meanAndDeviationAreThoseOfTheTextbook(long successes, long failures, double m, double d) {
    BetaPosterior posterior = new BetaPosterior(successes, failures);

    assertThat(posterior.mean()).isEqualTo(m, within(5e-5));
    assertThat(posterior.deviation()).isEqualTo(d, within(5e-5));
  }

  @Test
  void theyAreThoseOfDrawsThatGaveTheseOutcomes() {
    Random random = new Random(5);
    double sum = 0;
    double squares = 0;
    int kept = 0;
    for (int i = 0; i < 200_000; i++) {
      double rate = random.nextDouble();
      int helped = 0;
      for (int j = 0; j < 6; j++) {
        helped += random.nextDouble() < rate ? 1 : 0;
      }
      if (helped == 5) {
        sum += rate;
        squares += rate * rate;
        kept++;
      }
    }
    double mean = sum / kept;

    BetaPosterior posterior = new BetaPosterior(5, 1);
    assertThat(posterior.mean()).isEqualTo(mean, within(0.005));
    assertThat(posterior.deviation())
        .isEqualTo(Math.sqrt(squares / kept - mean * mean), within(0.005));
  }

  @Test
  void aRateIsToldOfThreeOutcomesOrMore() {
    assertThat(new BetaPosterior(0, 0).inWords()).isEmpty();
    assertThat(new BetaPosterior(1, 0).inWords()).isEqualTo("helped 1 of 1 time, too few to tell");
    assertThat(new BetaPosterior(0, 2).inWords()).isEqualTo("helped 0 of 2 times, too few to tell");
    assertThat(new BetaPosterior(2, 1).inWords())
        .isEqualTo("helped 2 of 3 times, expect 60 % ± 20 %");
  }

  @Test
  void theLargestCountsAreNoNumbersOutOfRange() {
    BetaPosterior most = new BetaPosterior(Long.MAX_VALUE, Long.MAX_VALUE);

    assertThat(most.n()).isEqualTo(Long.MAX_VALUE);
    assertThat(most.mean()).isEqualTo(0.5);
    assertThat(most.deviation()).isBetween(0.0, 1e-6);
    assertThat(new BetaPosterior(Long.MAX_VALUE, 0).mean()).isBetween(0.5, 1.0);
  }

  @Test
  void countsAreNotNegative() {
    assertThatThrownBy(() -> new BetaPosterior(1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("outcomes must be at least 0, got 1 and -1");
  }
}
