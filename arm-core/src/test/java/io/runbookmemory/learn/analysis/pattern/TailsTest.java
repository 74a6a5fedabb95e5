package io.runbookmemory.learn.analysis.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class TailsTest {

  private static final MathContext EXACT = new MathContext(60);

  @Test
  void tailsAreThoseOfExactArithmetic() {
    double[] chances = {0.001, 0.03, 0.25, 0.5, 0.9};
    for (int n : new int[] {1, 7, 19, 20, 64, 365}) {
      for (double p : chances) {
        for (int k = (int) Math.ceil(n * p) + 1; k <= n; k += 1 + n / 9) {
          assertThat(Tails.binomial(k, n, p))
              .as("k %d, n %d, p %s", k, n, p)
              .isCloseTo(exact(k, n, p), within(1e-9));
        }
      }
    }
  }

  private static double exact(int k, int n, double p) {
    BigDecimal chance = new BigDecimal(p);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = k; i <= n; i++) {
      BigDecimal term =
          chance.pow(i, EXACT).multiply(BigDecimal.ONE.subtract(chance).pow(n - i, EXACT));
      for (int j = 0; j < i; j++) {
        term = term.multiply(BigDecimal.valueOf(n - j)).divide(BigDecimal.valueOf(j + 1), EXACT);
      }
      sum = sum.add(term, EXACT);
    }
    int shift = sum.precision() - sum.scale();
    return Math.log(sum.movePointLeft(shift).doubleValue()) + shift * Math.log(10);
  }

  @Test
  void whatIsNotMoreThanExpectedIsNoSurprise() {
    assertThat(Tails.binomial(3, 10, 0.3)).isZero();
    assertThat(Tails.binomial(0, 0, 0.3)).isZero();
  }

  @Test
  void whatCannotHappenIsImpossible() {
    assertThat(Tails.binomial(3, 10, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
