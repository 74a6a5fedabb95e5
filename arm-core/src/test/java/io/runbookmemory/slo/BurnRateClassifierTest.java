package io.runbookmemory.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurnRateClassifierTest {

  private static final BurnRateWindow FAST =
      new BurnRateWindow(Duration.ofHours(1), Duration.ofMinutes(5), 14.4);

  @Test
  void aRatioExactlyAtTheThresholdDoesNotFire() {
    // 0.0144 of 10000 requests a minute; one more failure in the hour tips the long window, which
    // holds the short one.
    Traffic exact = Traffic.perMinute(10_000).healthy(5760).failing(0.0144, 60);
    assertThat(exact.classified().pairs().getFirst().longBurn().value()).isEqualTo(14.4);
    assertThat(exact.classified().pairs().getFirst().reason()).isEqualTo(BurnReason.WITHIN_BUDGET);

    Traffic tipped =
        Traffic.perMinute(10_000)
            .healthy(5760)
            .failing(0.0144, 59)
            .minutes(10_000 - 145, 10_000, 1);
    assertThat(tipped.classified().pairs().getFirst().reason()).isEqualTo(BurnReason.BURNING);
  }

  @Test
  void theShortWindowAloneDoesNotFire() {
    Classification classification =
        Traffic.perMinute(600).healthy(5760).failing(0.15, 5).classified();

    assertThat(classification.pairs().getFirst().shortBurn().value()).isEqualTo(150);
    assertThat(classification.pairs().getFirst().longBurn().value()).isEqualTo(12.5);
    assertThat(classification.verdict()).isEqualTo(Verdict.LOG);
  }

  @Test
  void theLongWindowAloneDoesNotFire() {
    Classification classification =
        Traffic.perMinute(600).healthy(5760).failing(0.02, 60).healthy(5).classified();

    assertThat(classification.pairs().getFirst().longBurn().value()).isGreaterThan(14.4);
    assertThat(classification.pairs().getFirst().fires()).isFalse();
    assertThat(classification.verdict()).isEqualTo(Verdict.LOG);
  }

  @ParameterizedTest
  @CsvSource({
    "14.4, 0.9306, 0.9305",
    "6,    0.8334, 0.8333",
    "3,    0.6667, 0.6666",
    "10,   0.91,   0.9",
  })
  void aFactorNeedsAnObjectiveThatATotalOutageCanExceed(
      double factor, String feasible, String infeasible) {
    BurnRateWindow pair = new BurnRateWindow(Duration.ofHours(1), Duration.ofMinutes(5), factor);
    BurnRatePolicy policy = BurnRatePolicy.builder().page(pair).build();
    Slo good = Slo.builder("availability", "checkout", feasible).build();
    Slo bad = Slo.builder("availability", "checkout", infeasible).build();

    assertThat(new BurnRateClassifier(good, policy)).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BurnRateClassifier(bad, policy))
        .withMessageContaining("factor x (1 - objective) must be below 1, got " + pair.factor());
  }

  @Test
  void theRefusalNamesTheRuleTheValueAndThePair() {
    Slo slo = Slo.builder("availability", "batch", "0.9").build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BurnRateClassifier(slo, BurnRatePolicy.builder().page(FAST).build()))
        .withMessage(
            "factor x (1 - objective) must be below 1, got 14.4 x 0.1 = 1.44 for the pair 1h/5m:"
                + " not even a total outage would fire it");
  }

  @Test
  void aNinetyPercentObjectiveWorksWithThePairsThatCanFire() {
    Slo slo = Slo.builder("availability", "batch", "0.9").build();
    BurnRatePolicy policy = BurnRatePolicy.workbook(slo.period());
    Traffic outage = Traffic.perMinute(600).healthy(5760).failing(1, 300);

    assertThat(policy.infeasibleFor(slo)).containsExactly(FAST);
    Classification classification =
        new BurnRateClassifier(slo, policy.feasibleFor(slo))
            .classify(outage.series(), outage.now());

    assertThat(classification.verdict()).isEqualTo(Verdict.PAGE);
    assertThat(classification.decidedBy().pair().label()).isEqualTo("6h/30m");
  }

  @Test
  void aWindowLongerThanThePeriodIsRefused() {
    Slo slo = Slo.builder("availability", "checkout", "0.999").period(Duration.ofDays(1)).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BurnRateClassifier(slo, BurnRatePolicy.workbook(Duration.ofDays(30))))
        .withMessage("a window must be at most the period of 24h, got the pair 3d/6h");
  }
}
