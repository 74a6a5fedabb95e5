package io.runbookmemory.slo.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.slo.ErrorBudget;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Slo SLO = Slo.builder("availability", "checkout", "0.999").build();

  /** Thirty days at 100 requests a minute, of which so many fail in each minute of a range. */
  private static SliSeries month(int badFrom, int badTo, long bad) {
    SliSeries.Builder series = SliSeries.builder().step(Duration.ofMinutes(1));
    for (int minute = 1; minute <= 30 * 1440; minute++) {
      long failed = minute > badFrom && minute <= badTo ? bad : 0;
      series.add(new SliSample(at(minute), 100 - failed, 100));
    }
    return series.build();
  }

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  private static ReleaseGate.Decision decide(SliSeries series) {
    return ReleaseGate.DEFAULT.decide(ErrorBudget.of(SLO, series, at(30 * 1440)));
  }

  @Test
  void aReleaseIsOpenCarefulOrFrozenByWhatIsLeft() {
    assertThat(decide(month(1000, 1010, 100)).state()).isEqualTo(ReleaseGate.State.OPEN);
    assertThat(decide(month(1000, 1035, 100)).state()).isEqualTo(ReleaseGate.State.CAREFUL);
    ReleaseGate.Decision frozen = decide(month(1000, 1050, 100));

    assertThat(frozen.state()).isEqualTo(ReleaseGate.State.FROZEN);
    assertThat(frozen.why())
        .isEqualTo(
            "5000 of 4320000 requests failed, 115.7 % of the budget is spent, -15.7 % left:"
                + " nothing is left");
  }

  @Test
  void whatEventsSpentAddsUpToWhatIsSpent() {
    SliSeries series = month(1000, 1030, 100);
    BudgetLedger ledger =
        BudgetLedger.of(
            SLO,
            series,
            List.of(
                new BudgetEvent("incident", "INC-1", at(990), at(1020)),
                new BudgetEvent("deployment", "v2", at(1010), at(1025)),
                new BudgetEvent("deployment", "v1", at(-500), at(100))),
            at(30 * 1440));

    assertThat(ledger.entries())
        .extracting(entry -> entry.event().name())
        .containsExactly("INC-1", "v2", "v1");
    assertThat(ledger.entries().get(0).spent()).isCloseTo(20 / 43.2, within(1e-9));
    assertThat(ledger.entries().get(1).spent()).isCloseTo(5 / 43.2, within(1e-9));
    assertThat(ledger.elsewhere()).isCloseTo(5 / 43.2, within(1e-9));
  }

  @Test
  void maintenanceMutesOrIsLeftOutAsItSays() {
    SliSeries series = month(1000, 1050, 100);
    Maintenance move = new Maintenance("move", at(1000), at(1050), true, true);
    Maintenance watched = new Maintenance("release", at(1000), at(1050), true, false);

    assertThat(ErrorBudget.of(SLO, Maintenance.counted(List.of(move), series), at(43_200)).spent())
        .isZero();
    assertThat(Maintenance.counted(List.of(watched), series).size()).isEqualTo(series.size());
    assertThat(Maintenance.mutes(List.of(watched), at(1001))).isTrue();
    assertThat(Maintenance.mutes(List.of(watched), at(1000))).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Maintenance("move", at(5), at(5), true, true))
        .withMessageContaining("must end after it begins");
  }
}
