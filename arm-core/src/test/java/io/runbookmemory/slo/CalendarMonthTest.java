package io.runbookmemory.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CalendarMonthTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Slo MONTHLY =
      Slo.builder("availability", "checkout", "0.999").calendarMonths(BERLIN).build();

  /** The first of February begins at 23:00 UTC in Berlin. */
  private static final Instant FEBRUARY = Instant.parse("2026-01-31T23:00:00Z");

  private static ErrorBudget monitored(SliSeries series, Instant until) {
    BurnRateMonitor monitor =
        new BurnRateMonitor(
            MONTHLY,
            BurnRateProfile.SRE_WORKBOOK_30D.policy(MONTHLY),
            Duration.ofHours(1).dividedBy(60));
    for (int i = 0; i < series.size() && !series.sample(i).at().isAfter(until); i++) {
      monitor.add(series.sample(i));
    }
    return monitor.classify().orElseThrow().budget();
  }

  @Test
  void theBudgetIsFullAgainOnTheFirst() {
    SliSeries series =
        Traffic.perMinute(100).healthy(44_000).failing(1, 100).healthy(2_000).series();
    Instant before = FEBRUARY.minus(Duration.ofHours(3));
    Instant after = FEBRUARY.plus(Duration.ofHours(3));

    assertThat(ErrorBudget.of(MONTHLY, series, before).spent()).isGreaterThan(2);
    assertThat(ErrorBudget.of(MONTHLY, series, after).spent()).isZero();
    assertThat(monitored(series, before).spent())
        .isCloseTo(ErrorBudget.of(MONTHLY, series, before).spent(), within(1e-9));
    assertThat(monitored(series, after).spent()).isZero();
  }

  @Test
  void itsFirstInstantHasSpentNothing() {
    SliSeries series = Traffic.perMinute(100).failing(1, 60 * 24 * 32).series();

    assertThat(ErrorBudget.of(MONTHLY, series, FEBRUARY).burn().window().total())
        .isLessThanOrEqualTo(100);
  }

  @Test
  void theMonthsLengthIsItsOwn() {
    SliSeries series = Traffic.perMinute(1000).failing(0.001, 60 * 24 * 45).series();
    ErrorBudget atTheEnd = ErrorBudget.of(MONTHLY, series, Instant.parse("2026-01-31T22:59:00Z"));

    assertThat(atTheEnd.burn().window().length()).isEqualTo(Duration.ofDays(31));
    assertThat(atTheEnd.spent()).isCloseTo(1, within(0.01));
  }
}
