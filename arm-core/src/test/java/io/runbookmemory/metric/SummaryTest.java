package io.runbookmemory.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void aFewValuesAreAsWorkedOutByHand() {
    Summary summary = Summary.of(4, 1, 3, 2, 10);

    assertThat(summary.count()).isEqualTo(5);
    assertThat(summary.average()).isEqualTo(4);
    assertThat(summary.stddev()).isCloseTo(Math.sqrt(10), within(1e-15));
    assertThat(summary.min()).isEqualTo(1);
    assertThat(summary.max()).isEqualTo(10);
    assertThat(summary.median()).isEqualTo(3);
    assertThat(summary.mad()).isEqualTo(1);
    assertThat(summary.quantile(0.95)).isCloseTo(8.8, within(1e-12));
  }

  @RepeatedTest(20)
  void averageAndDeviationLoseNoDigits(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    double offset = Math.pow(10, random.nextInt(9));
    double[] values = random.doubles(500, offset, offset + 1).toArray();
    BigDecimal sum = BigDecimal.ZERO;
    for (double value : values) {
      sum = sum.add(new BigDecimal(value));
    }
    BigDecimal mean = sum.divide(BigDecimal.valueOf(values.length), MathContext.DECIMAL128);
    BigDecimal squares = BigDecimal.ZERO;
    for (double value : values) {
      squares = squares.add(new BigDecimal(value).subtract(mean).pow(2));
    }
    Summary summary = Summary.of(values);

    assertThat(summary.average()).isEqualTo(mean.doubleValue(), within(2 * Math.ulp(offset)));
    assertThat(summary.stddev())
        .isCloseTo(Math.sqrt(squares.doubleValue() / values.length), within(1e-12));
  }

  @Test
  void aSummaryOfNothingAndOfNoNumberIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Summary.of())
        .withMessage("a summary must have at least 1 value, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Summary.of(1, Double.NaN))
        .withMessage("a value must be finite, got NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Summary.of(1).quantile(1.01))
        .withMessage("a quantile must lie in [0, 1], got 1.01");
  }
}
