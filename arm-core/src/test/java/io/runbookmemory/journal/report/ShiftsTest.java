package io.runbookmemory.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.JournalPolicy;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.journal.alerts.AlertRecord;
import io.runbookmemory.journal.alerts.Fate;
import io.runbookmemory.journal.deploy.DeploymentLog;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftsTest {

  private static final Instant T = Instant.parse("2026-03-02T00:00:00Z");

  private static AlertRecord page(Instant at) {
    return new AlertRecord(
        at, new AlertName("Slow", "0123456789abcdef"), Place.UNKNOWN, Verdict.PAGE, Fate.NOTIFIED);
  }

  private static List<AlertRecord> pagesAt(int... hours) {
    List<AlertRecord> pages = new ArrayList<>();
    for (int hour : hours) {
      pages.add(page(T.plus(Duration.ofHours(hour)).plusSeconds(pages.size())));
    }
    return pages;
  }

  private static Period hours(int length) {
    return new Period(T, T.plus(Duration.ofHours(length)), ZoneOffset.UTC);
  }

  private static PageTarget handover(int hours, List<AlertRecord> pages) {
    Ledger ledger = new ExactMemoryStore().ledger(Tenant.DEFAULT);
    AlertLog alerts = new AlertLog(ledger);
    alerts.append(pages);
    IncidentJournal journal =
        new IncidentJournal(ledger, new PatternRedactor(), JournalPolicy.DEFAULT, new Random(1));
    DeploymentLog deployments =
        new DeploymentLog(new ExactMemoryStore().reader(Tenant.DEFAULT), any -> ServiceGraph.EMPTY);
    return new HandoverWriter(journal, alerts, deployments).write(hours(hours)).pageTarget();
  }

  @Test
  void aHandoverOfADayHoldsTheTargetInEachOfItsTwoShifts() {
    List<AlertRecord> spread = pagesAt(1, 2, 13, 14);

    assertThat(handover(24, spread)).isEqualTo(new PageTarget(2, 2, 0, 2, true));
    assertThat(handover(24, pagesAt(1, 2, 3, 14))).isEqualTo(new PageTarget(2, 2, 1, 3, false));
    assertThat(handover(12, pagesAt(1, 2, 3))).isEqualTo(new PageTarget(2, 1, 1, 3, false));
    assertThat(handover(8, pagesAt(1, 2))).isEqualTo(new PageTarget(2, 1, 0, 2, true));
  }

  @ParameterizedTest(name = "{0} hours: {1} shifts")
  @CsvSource({"1, 1", "12, 1", "17, 1", "18, 2", "24, 2", "36, 3", "167, 14", "168, 14", "169, 14"})
  void aShiftIsOfTwelveHoursAndWhatIsLeftIsOneFromSixHoursOn(int hours, int shifts) {
    assertThat(new Shifts(hours(hours)).count()).isEqualTo(shifts);
  }

  @Test
  void theHourThatAChangeOfTheClocksGivesIsPartOfTheLastShift() {
    Period week = Period.week(LocalDate.of(2026, 10, 25), ZoneId.of("Europe/Berlin"));
    Instant lastHour = week.to().minusSeconds(60);
    Instant lastShift = week.from().plus(Shifts.LENGTH.multipliedBy(13));

    assertThat(Duration.between(week.from(), week.to())).isEqualTo(Duration.ofHours(169));
    assertThat(new Shifts(week).pages(List.of(page(lastHour), page(lastShift))))
        .isEqualTo(Map.of(lastShift, 2L));
  }
}
