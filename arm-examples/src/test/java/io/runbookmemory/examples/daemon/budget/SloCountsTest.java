package io.runbookmemory.examples.daemon.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.journal.report.BudgetLine;
import io.runbookmemory.journal.report.SpentBudgets;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** How long a report waits for what its budgets counted. */
class SloCountsTest {

  private static final Instant TO = Instant.parse("2026-03-09T00:00:00Z");
  private static final Instant FROM = TO.minus(Duration.ofDays(7));

  private final List<String> asked = new ArrayList<>();
  private final SloCounts counts =
      new SloCounts(List.of(slo("well"), slo("stuck"), slo("behind")), "prometheus", this::read);

  private static Slo slo(String name) {
    return Slo.builder(name, "shop", "0.99").build();
  }

  /** One gives no answer, and takes all of its time for that. */
  private SliSeries read(Slo slo, Instant from, Instant to, Duration atMost) {
    asked.add(slo.name());
    if (slo.name().equals("stuck")) {
      long end = System.nanoTime() + atMost.toNanos();
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
      throw new UnavailableException("prometheus", "gives no answer");
    }
    return SliSeries.of(List.of(new SliSample(to.minusSeconds(60), 9, 10)));
  }

  @Test
  void allBudgetsOfAReportShareOneTimeAndWhatItDidNotSufficeForIsSaid() {
    SpentBudgets spent = counts.spent(FROM, TO, Duration.ofMillis(200));

    assertThat(asked).as("who is asked").containsExactly("well", "stuck");
    assertThat(spent.lines()).extracting(BudgetLine::slo).containsExactly("well");
    assertThat(spent.notLookedAt()).containsExactly("stuck", "behind");
  }
}
