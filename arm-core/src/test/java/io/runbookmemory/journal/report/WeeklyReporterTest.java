package io.runbookmemory.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.JournalPolicy;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.journal.alerts.AlertRecord;
import io.runbookmemory.journal.alerts.Fate;
import io.runbookmemory.journal.deploy.DeploymentLog;
import io.runbookmemory.journal.report.Recommendation.Standing;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.Report;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeeklyReporterTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
  private static final Place CHECKOUT = new Place("checkout", "prod", null, null);
  private static final AlertName BLIP = new AlertName("Blip", "0123456789abcdef");

  private static final SpentBudgets NONE = SpentBudgets.of(List.of());

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final RunbookMemory memory = RunbookMemory.builder(store).build();
  private final AlertLog alerts = new AlertLog(store.ledger(Tenant.DEFAULT));
  private final IncidentJournal journal =
      new IncidentJournal(
          store.ledger(Tenant.DEFAULT),
          new PatternRedactor(),
          JournalPolicy.DEFAULT,
          new Random(1));
  private final WeeklyReporter reporter = new WeeklyReporter(journal, alerts, memory.memories());

  private static Instant at(int week, int day, int hour) {
    return MONDAY.plusWeeks(week).plusDays(day).atTime(hour, 0).atZone(BERLIN).toInstant();
  }

  private static Period week(int number) {
    return Period.week(MONDAY.plusWeeks(number).plusDays(3), BERLIN);
  }

  /** Forty blips of two minutes in a week, on which nobody acts. */
  private void blips(int week) {
    for (int i = 0; i < 40; i++) {
      Instant begin = at(week, 0, 8).plus(Duration.ofHours(4L * i));
      alerts.append(
          List.of(
              new AlertRecord(begin, BLIP, CHECKOUT, Verdict.PAGE, Fate.NOTIFIED),
              new AlertRecord(begin.plusSeconds(120), BLIP, CHECKOUT, Verdict.LOG, Fate.ENDED)));
    }
  }

  private WeeklyReport archived(int week) {
    WeeklyReport report = reporter.write(week(week), NONE, List.of());
    memory.remember(report.toMemory(Tenant.DEFAULT, week(week).to()));
    return report;
  }

  private static Standing standing(WeeklyReport report) {
    assertThat(report.recommendations()).hasSize(1);
    return report.recommendations().getFirst().standing();
  }

  @Test
  void whatWasRecommendedIsFollowedFromWeekToWeek() {
    blips(0);
    assertThat(standing(archived(0))).isEqualTo(Standing.NEW);
    blips(1);
    assertThat(standing(archived(1))).isEqualTo(Standing.NOT_DONE);
    assertThat(standing(archived(2))).isEqualTo(Standing.DONE);
    assertThat(archived(3).recommendations()).isEmpty();
    blips(4);
    assertThat(standing(archived(4))).isEqualTo(Standing.RECURRING);
    blips(5);
    assertThat(standing(archived(5))).isEqualTo(Standing.RECURRING);
    assertThat(standing(archived(6))).isEqualTo(Standing.DONE);
    blips(7);
    assertThat(standing(archived(7))).isEqualTo(Standing.RECURRING);
  }

  @Test
  void anAlertThatFiresSinceBeforeTheWeekIsActiveUntilItEnds() {
    alerts.append(
        List.of(new AlertRecord(at(-1, 6, 23), BLIP, CHECKOUT, Verdict.PAGE, Fate.NOTIFIED)));
    assertThat(reporter.write(week(0), NONE, List.of()).activeAlerts()).containsExactly("Blip");
    assertThat(reporter.write(week(2), NONE, List.of()).activeAlerts()).isEmpty();

    alerts.append(List.of(new AlertRecord(at(0, 3, 9), BLIP, CHECKOUT, Verdict.LOG, Fate.ENDED)));
    assertThat(reporter.write(week(0), NONE, List.of()).activeAlerts()).isEmpty();
  }

  @Test
  void aWeekCountsItsIncidentsPagesAndNights() {
    MemoryId slow = incident(at(0, 1, 3), "Slow checkout");
    journal.write(slow, new JournalEvent.Mitigated(null), at(0, 1, 5), "ann");
    incident(at(-1, 6, 3), "Never resolved");
    incident(at(1, 0, 0), "Next week's");
    alerts.append(
        List.of(
            new AlertRecord(at(0, 1, 3), BLIP, CHECKOUT, Verdict.PAGE, Fate.NOTIFIED),
            new AlertRecord(at(0, 1, 4), BLIP, CHECKOUT, Verdict.PAGE, Fate.REMINDED),
            new AlertRecord(at(0, 1, 5), BLIP, CHECKOUT, Verdict.PAGE, Fate.FOLDED),
            new AlertRecord(at(0, 1, 14), BLIP, CHECKOUT, Verdict.PAGE, Fate.NOTIFIED)));

    WeeklyReport report =
        reporter.write(
            week(0),
            SpentBudgets.of(List.of(new BudgetLine("checkout", 1.2, -.3))),
            List.of(new StaleRunbook("id", "Roll | back", null, at(-20, 0, 0))));

    assertThat(report.incidents()).extracting(IncidentLine::title).containsExactly("Slow checkout");
    assertThat(report.open())
        .extracting(IncidentLine::title)
        .containsExactlyInAnyOrder("Slow checkout", "Never resolved");
    assertThat(report.activeAlerts()).containsExactly("Blip");
    assertThat(report.cost())
        .returns(3, OnCallCost::pages)
        .returns(2, OnCallCost::atNight)
        .returns(2L, OnCallCost::worstShift)
        .returns(Duration.ofHours(2), OnCallCost::inIncidents);
    assertThat(report.recommendations())
        .extracting(Recommendation::key)
        .containsExactly("slo/checkout", "runbook/id");
    assertThat(report.toMarkdown())
        .contains("1 incidents (2 h 0 min of harm), 2 open at the end; 3 pages, 2 of them at night")
        .contains("| checkout | 120.0 % | -30.0 % |")
        .contains("| Roll \\| back | - |");
  }

  private MemoryId incident(Instant at, String title) {
    return journal.open(new JournalEvent.Opened(title, "", CHECKOUT, null, null), at, "ann").id();
  }

  @Test
  void theTargetOfTwoPagesAShiftIsToldWithWhetherItHolds() {
    List<AlertRecord> pages = new ArrayList<>();
    for (int hour = 8; hour < 11; hour++) {
      pages.add(new AlertRecord(at(0, 2, hour), BLIP, CHECKOUT, Verdict.PAGE, Fate.NOTIFIED));
    }
    alerts.append(pages.subList(0, 2));
    WeeklyReport held = reporter.write(week(0), NONE, List.of());
    alerts.append(pages.subList(2, 3));
    WeeklyReport missed = reporter.write(week(0), NONE, List.of());

    assertThat(held.pageTarget()).isEqualTo(new PageTarget(2, 14, 0, 2, true));
    assertThat(held.toMarkdown()).contains("Pages, at most 2 in a shift: held, 2 in the worst.");
    assertThat(missed.pageTarget()).isEqualTo(new PageTarget(2, 14, 1, 3, false));
    assertThat(missed.toMarkdown())
        .contains("Pages, at most 2 in a shift: missed in 1 of 14, 3 in the worst.");
    assertThat(missed.toJson()).contains("\"page_target\":{\"at_most\":2,\"shifts\":14,\"over\":1");
    Period shift = new Period(at(0, 2, 8), at(0, 2, 20), BERLIN);
    DeploymentLog none = new DeploymentLog(memory.memories(), any -> ServiceGraph.EMPTY);
    assertThat(new HandoverWriter(journal, alerts, none).write(shift).toText())
        .endsWith("Pages: 3, at most 2 in a shift: missed in 1 of 1, 3 in the worst\n");
  }

  @Test
  void aReportOfBeforeTheTargetIsReadAndAReaderOfThenReadsOneOfNow() {
    String now = reporter.write(week(0), NONE, List.of()).toJson();
    String before = now.replaceAll(",\"page_target\":\\{[^}]*\\}", "");
    assertThat(before).isNotEqualTo(now);

    WeeklyReport read = WeeklyReport.read(new Report(week(0).from(), week(0).to(), "", before));

    assertThat(read.pageTarget()).isNull();
    assertThat(read.toMarkdown()).doesNotContain("in a shift:");
    String newer = now.replaceFirst("\\{", "{\"of_a_newer_release\":{\"x\":1},");
    assertThat(WeeklyReport.read(new Report(week(0).from(), week(0).to(), "", newer)).toJson())
        .isEqualTo(now);
  }

  @Test
  void budgetsThatNobodyCouldLookAtAreSaidAndReadByReadersOfBeforeAndSince() {
    SpentBudgets spent =
        new SpentBudgets(List.of(new BudgetLine("search", 0.1, 0.4)), List.of("checkout", "cart"));
    WeeklyReport report = reporter.write(week(0), spent, List.of());
    assertThat(report.toMarkdown())
        .contains("| search | 10.0 % | 40.0 % |")
        .contains("Error budgets that were not looked at: checkout, cart.");
    assertThat(reporter.write(week(0), NONE, List.of()).toMarkdown()).doesNotContain("not looked");

    String now = report.toJson();
    String before = now.replaceAll(",\"not_looked_at\":\\[[^]]*]", "");
    assertThat(before).isNotEqualTo(now);
    WeeklyReport read = WeeklyReport.read(new Report(week(0).from(), week(0).to(), "", before));
    assertThat(read.notLookedAt()).isNull();
    assertThat(read.toMarkdown()).doesNotContain("not looked");
    assertThat(WeeklyReport.read(new Report(week(0).from(), week(0).to(), "", now)))
        .isEqualTo(report);
  }

  @Test
  void threeIncidentsThatMemoryKnewNoRunbookForAskForOne() {
    for (int i = 0; i < 3; i++) {
      MemoryId id = incident(at(0, i, 3), "Slow " + i);
      journal.write(id, new JournalEvent.Recalled(List.of()), at(0, i, 4), "arm");
    }

    assertThat(reporter.write(week(0), NONE, List.of()).recommendations())
        .extracting(Recommendation::text)
        .containsExactly("3 incidents of checkout for which memory knew no runbook: write one.");
  }

  @Test
  void theArchiveGivesBackWhatWasWritten() {
    blips(0);
    WeeklyReport written = archived(0);

    assertThat(reporter.previous(week(0).to())).contains(written);
    assertThat(reporter.previous(week(0).from())).isEmpty();
    Report content = (Report) written.toMemory(Tenant.DEFAULT, week(0).to()).content();
    assertThat(WeeklyReport.read(content)).isEqualTo(written);
  }

  @Test
  void aBudgetThatIsNotLookedAtAgainIsNotTakenForSavedAgain() {
    BudgetLine overspent = new BudgetLine("checkout", 0.7, -0.2);
    archive(reporter.write(week(0), SpentBudgets.of(List.of(overspent)), List.of()));

    WeeklyReport unlooked = reporter.write(week(1), NONE, List.of());
    assertThat(unlooked.recommendations())
        .singleElement()
        .returns(Standing.NOT_DONE, Recommendation::standing);
    assertThat(unlooked.doneBefore()).isEmpty();
    archive(unlooked);

    WeeklyReport saved =
        reporter.write(
            week(2), SpentBudgets.of(List.of(new BudgetLine("checkout", 0.1, 0.4))), List.of());
    assertThat(saved.recommendations())
        .singleElement()
        .returns(Standing.DONE, Recommendation::standing);
  }

  private void archive(WeeklyReport report) {
    memory.remember(report.toMemory(Tenant.DEFAULT, report.to()));
  }

  @Test
  void aWeekWithAChangeOfTheClocksIsAnHourShorter() {
    Period march = Period.week(LocalDate.of(2026, 3, 29), BERLIN);

    assertThat(Duration.between(march.from(), march.to())).isEqualTo(Duration.ofHours(167));
  }

  @Test
  void aHandoverTellsWhatIsOpenWhatEndedAndWhatToWatch() {
    DeploymentLog deployments = new DeploymentLog(memory.memories(), any -> ServiceGraph.EMPTY);
    Scope scope = Scope.of(Tenant.DEFAULT).withService("checkout");
    memory.remember(
        DeploymentLog.memory(
            scope,
            new Deployment("v42", List.of(), "", List.of("latency")),
            at(0, 0, 16),
            "run 1"));
    MemoryId open = incident(at(0, 0, 10), "Slow checkout");
    journal.write(open, new JournalEvent.Noted("heap grows", null), at(0, 0, 11), "ann");
    journal.write(open, new JournalEvent.FollowUp("raise the heap", null), at(0, 0, 12), "ann");
    MemoryId over = incident(at(0, 0, 9), "Login fails");
    journal.write(over, new JournalEvent.Resolved("restart"), at(0, 0, 10), "ann");

    ShiftHandover handover =
        new HandoverWriter(journal, alerts, deployments)
            .write(new Period(at(0, 0, 8), at(0, 0, 20), BERLIN));

    assertThat(handover.toText())
        .isEqualTo(
            """
            Hand-over, 2026-03-02T07:00:00Z to 2026-03-02T19:00:00Z
            Open:
              Slow checkout (checkout), since 2026-03-02T09:00:00Z
                  2026-03-02T10:00:00Z heap grows
                  to do: raise the heap
            Ended:
              Login fails (checkout), since 2026-03-02T08:00:00Z
            To watch:
              checkout v42, until 2026-03-03T15:00:00Z: latency
            Pages: 0, at most 2 in a shift: held, 0 in the worst
            """);
    assertThat(handover.toJson())
        .contains("\"todo\":[\"raise the heap\"]", "\"at_most\":2", "\"held\":true");
  }
}
