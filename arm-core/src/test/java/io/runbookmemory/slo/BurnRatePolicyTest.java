package io.runbookmemory.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BurnRatePolicyTest {

  private static final Duration MONTH = Duration.ofDays(30);

  @Test
  void theWorkbooksPairsForThirtyDaysAreExact() {
    BurnRatePolicy policy = BurnRatePolicy.workbook(MONTH);

    assertThat(policy.pages())
        .containsExactly(
            new BurnRateWindow(Duration.ofHours(1), Duration.ofMinutes(5), 14.4),
            new BurnRateWindow(Duration.ofHours(6), Duration.ofMinutes(30), 6));
    assertThat(policy.tickets())
        .containsExactly(
            new BurnRateWindow(Duration.ofHours(24), Duration.ofHours(2), 3),
            new BurnRateWindow(Duration.ofDays(3), Duration.ofHours(6), 1));
  }

  @Test
  void theFactorsFollowThePeriod() {
    List<Double> factors =
        BurnRatePolicy.workbook(Duration.ofDays(28)).pairs().map(BurnRateWindow::factor).toList();

    assertThat(factors.subList(0, 3)).containsExactly(13.44, 5.6, 2.8);
    assertThat(factors.get(3)).isCloseTo(14.0 / 15, within(1e-15));
  }

  @Test
  void thePairsReadAsPeopleWriteThem() {
    assertThat(BurnRatePolicy.workbook(Duration.ofDays(28)))
        .hasToString(
            "page on [1h/5m over 13.4x, 6h/30m over 5.6x],"
                + " ticket on [24h/2h over 2.8x, 3d/6h over 0.933x]");
  }

  @Test
  void aPeriodShorterThanTheLongestWindowIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BurnRatePolicy.workbook(Duration.ofDays(2)))
        .withMessage("period must be at least the workbook's longest window of 3d, got 2d");
  }

  @Test
  void theDefaultsAreFourFifthsAndTwoFailures() {
    BurnRatePolicy policy = BurnRatePolicy.workbook(MONTH);

    assertThat(policy.minCoverage()).isEqualTo(0.8);
    assertThat(policy.minBadEvents()).isEqualTo(2);
  }

  @Test
  void aChangedPolicyKeepsWhatWasNotChanged() {
    BurnRatePolicy policy =
        BurnRatePolicy.workbook(MONTH).toBuilder().minBadEvents(5).minCoverage(0.5).build();
    BurnRatePolicy again = policy.toBuilder().build();

    assertThat(again.minBadEvents()).isEqualTo(5);
    assertThat(again.minCoverage()).isEqualTo(0.5);
    assertThat(again.pages()).isEqualTo(policy.pages());
    assertThat(again.tickets()).isEqualTo(policy.tickets());
  }

  @Test
  void aFeasiblePolicyKeepsTheSettings() {
    Slo slo = Slo.builder("availability", "batch", "0.9").build();
    BurnRatePolicy policy =
        BurnRatePolicy.workbook(MONTH).toBuilder().minBadEvents(5).minCoverage(0.5).build();

    BurnRatePolicy feasible = policy.feasibleFor(slo);

    assertThat(feasible.pages()).containsExactly(policy.pages().get(1));
    assertThat(feasible.tickets()).isEqualTo(policy.tickets());
    assertThat(feasible.minBadEvents()).isEqualTo(5);
    assertThat(feasible.minCoverage()).isEqualTo(0.5);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    BurnRatePolicy.Builder builder = BurnRatePolicy.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("a policy must have at least 1 pair, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.minCoverage(Double.NaN))
        .withMessage("minCoverage must be in [0, 1], got NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.minBadEvents(0))
        .withMessage("minBadEvents must be at least 1, got 0");
  }

  @Test
  void aPairIsRefusedUnlessItsWindowsAndFactorMakeSense() {
    Duration hour = Duration.ofHours(1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BurnRateWindow(hour, hour, 1))
        .withMessage("shortWindow must be shorter than longWindow, got PT1H and PT1H");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BurnRateWindow(hour, Duration.ZERO, 1))
        .withMessage("shortWindow must be positive and at most 366 days, got PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BurnRateWindow(hour, Duration.ofMinutes(5), Double.NaN))
        .withMessage("factor must be above 0 and finite, got NaN");
  }
}
