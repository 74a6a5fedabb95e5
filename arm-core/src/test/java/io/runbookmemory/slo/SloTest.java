package io.runbookmemory.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SloTest {

  @Test
  void theBudgetIsExact() {
    assertThat(Slo.builder("availability", "checkout", "0.999").build().budget())
        .isEqualTo(new BigDecimal("0.001"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "1.0", "100", "-0.5", "99.9"})
  void anObjectiveMustLeaveABudgetAndAskForSomething(String objective) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Slo.builder("availability", "checkout", objective))
        .withMessage("objective must be above 0 and below 1, got " + objective);
  }

  @Test
  void anObjectiveThatWasOnceABinaryFractionIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Slo.builder(
                    "availability", "checkout", new BigDecimal(Double.parseDouble("0.999"))))
        .withMessageStartingWith("objective must have at most 12 decimals, got 0.99899999");
  }

  @Test
  void anObjectiveThatIsNoNumberIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Slo.builder("availability", "checkout", "three nines"))
        .withMessage("objective must be a decimal number, got \"three nines\"");
  }

  @Test
  void blankNamesAndEmptyPeriodsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Slo.builder(" ", "checkout", "0.9"))
        .withMessage("name must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Slo.builder("availability", "", "0.9"))
        .withMessage("service must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Slo.builder("a", "b", "0.9").period(Duration.ZERO))
        .withMessage("period must be positive and at most 366 days, got PT0S");
  }

  @Test
  void equalObjectivesAreEqualHoweverTheyWereWritten() {
    Slo one = Slo.builder("availability", "checkout", "0.999").queries("good", "all").build();
    Slo other = Slo.builder("availability", "checkout", "0.9990").queries("good", "all").build();

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one)
        .isNotEqualTo(Slo.builder("availability", "checkout", "0.999").build())
        .isNotEqualTo(
            Slo.builder("availability", "checkout", "0.99").queries("good", "all").build());
  }

  @Test
  void itReadsAsPeopleSayIt() {
    assertThat(Slo.builder("availability", "checkout", "0.9995").build())
        .hasToString("availability of checkout: 99.95 % over 30d");
  }

  @Test
  void theQueriesAreForAPlanToShow() {
    Slo slo = Slo.builder("availability", "checkout", "0.9").queries("good", "all").build();

    assertThat(slo.goodQuery()).contains("good");
    assertThat(slo.totalQuery()).contains("all");
    assertThat(Slo.builder("availability", "checkout", "0.9").build().goodQuery()).isEmpty();
  }
}
