package io.runbookmemory.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ErrorBudgetTest {

  private static final int MONTH = 30 * 24 * 60;

  @Test
  void failuresWeighByRequestsAndNotByTime() {
    // Ten failures of ten in a quiet day's one minute; 15 days are busy. The mean of the ratios
    // would say that 1 / 43200 / 0.001 = 2.3 % are spent.
    Traffic traffic =
        Traffic.perMinute(1000).healthy(MONTH / 2).minutes(10, 10, MONTH / 2 - 1).minutes(0, 10, 1);

    ErrorBudget budget = ErrorBudget.of(Traffic.THREE_NINES, traffic.series(), traffic.now());

    assertThat(budget.burn().window().bad()).isEqualTo(10);
    assertThat(budget.spent()).isCloseTo(10 / (21_816_000 * 0.001), within(1e-12));
    assertThat(budget.remaining()).isEqualTo(1 - budget.spent());
  }

  @Test
  void whatWasNotObservedIsUnspent() {
    Traffic traffic = Traffic.perMinute(600).healthy(4 * 1440 - 10).failing(1, 10);

    ErrorBudget budget = ErrorBudget.of(Traffic.THREE_NINES, traffic.series(), traffic.now());

    assertThat(budget.spent()).isCloseTo(10 / 43.2, within(1e-12));
  }

  @Test
  void anOverspentBudgetIsNegativeAndGone() {
    Traffic traffic = Traffic.perMinute(600).healthy(MONTH - 60).failing(1, 60);

    ErrorBudget budget = ErrorBudget.of(Traffic.THREE_NINES, traffic.series(), traffic.now());

    assertThat(budget.remaining()).isCloseTo(1 - 60 / 43.2, within(1e-12));
    assertThat(budget.exhaustedIn(0)).contains(Duration.ZERO);
  }

  @Test
  void aFullBudgetLastsAsLongAsTheWorkbookSays() {
    Traffic traffic = Traffic.perMinute(600).healthy(MONTH);
    ErrorBudget full = ErrorBudget.of(Traffic.THREE_NINES, traffic.series(), traffic.now());

    assertThat(full.exhaustedIn(1000)).contains(Duration.ofSeconds(2592));
    assertThat(full.exhaustedIn(35).orElseThrow().toMinutes()).isEqualTo(1234);
    assertThat(full.exhaustedIn(1)).isEmpty();
    assertThat(full.exhaustedIn(0)).isEmpty();
  }
}
