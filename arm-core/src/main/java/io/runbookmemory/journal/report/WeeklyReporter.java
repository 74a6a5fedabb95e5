package io.runbookmemory.journal.report;

import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.alerts.Actionability;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.journal.alerts.AlertRecord;
import io.runbookmemory.journal.alerts.AlertScore;
import io.runbookmemory.journal.alerts.Episode;
import io.runbookmemory.journal.alerts.Fate;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Report;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes the archive of a week: what happened, what it cost, what should be done, and what became
 * of what was recommended last time. Thread-safe.
 */
public final class WeeklyReporter {

  private static final LocalTime EVENING = LocalTime.of(22, 0);
  private static final LocalTime MORNING = LocalTime.of(7, 0);
  private static final int PAGE = 200;

  /** What nobody heard of since so long before a period is not taken to fire in it. */
  private static final Duration HEARD_OF = Duration.ofDays(7);

  private final IncidentJournal journal;
  private final AlertLog alerts;
  private final MemoryReader reader;

  /**
   * Creates a reporter.
   *
   * @param journal of the incidents
   * @param alerts all alerts and what became of them
   * @param reader where earlier reports are
   */
  public WeeklyReporter(IncidentJournal journal, AlertLog alerts, MemoryReader reader) {
    this.journal = journal;
    this.alerts = alerts;
    this.reader = reader;
  }

  /**
   * Writes a report.
   *
   * @param period which week; any other period is as good
   * @param spent what became of the error budgets in it
   * @param stale runbooks to look at, at its end
   * @return the report, which refers to the last one that ended by its beginning
   */
  public WeeklyReport write(Period period, SpentBudgets spent, List<StaleRunbook> stale) {
    List<BudgetLine> budgets = spent.lines();
    List<JournalIncident> all =
        journal.search(IncidentQuery.builder().to(period.to()).most(Integer.MAX_VALUE).build());
    List<JournalIncident> began =
        all.stream()
            .filter(one -> period.holds(one.times().openedAt()))
            .sorted(Comparator.comparing(one -> one.times().openedAt()))
            .toList();
    List<AlertRecord> records = alerts.between(period.from(), period.to());
    List<Episode> episodes = Episode.of(records);
    List<AlertScore> scores = Actionability.of(journal).scores(episodes);
    Optional<WeeklyReport> last = previous(period.from());
    List<Recommendation> recommended =
        Recommendations.since(last, Recommendations.of(began, scores, budgets, stale), budgets);
    Shifts shifts = new Shifts(period);
    OnCallCost cost = cost(shifts, records, began);
    return new WeeklyReport(
        period.from(),
        period.to(),
        period.zone().getId(),
        began.stream().map(IncidentLine::of).toList(),
        all.stream().filter(one -> openAt(one, period.to())).map(IncidentLine::of).toList(),
        firing(period),
        scores,
        budgets,
        stale,
        cost,
        recommended,
        Recommendations.doneBefore(last, recommended),
        PageTarget.of(shifts, records),
        spent.notLookedAt());
  }

  /** Returns the names of the alerts that fire at the end, also of those that began before. */
  private List<String> firing(Period period) {
    Map<String, AlertRecord> last = new TreeMap<>();
    alerts
        .between(period.from().minus(HEARD_OF), period.to())
        .forEach(record -> last.put(record.alert().fingerprint(), record));
    return last.values().stream()
        .filter(record -> record.fate() != Fate.ENDED)
        .map(record -> record.alert().name())
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean openAt(JournalIncident incident, Instant at) {
    Instant over = incident.closedAt().orElse(null);
    return over == null || !over.isBefore(at);
  }

  /**
   * Returns the last report that was archived.
   *
   * @param by it must have ended by then
   * @return empty if there is none
   */
  public Optional<WeeklyReport> previous(Instant by) {
    Optional<Report> newest = Optional.empty();
    MemoryId after = null;
    List<StoredMemory> page;
    do {
      page = reader.scan(Filter.eq(Field.KIND, "report"), after, PAGE);
      for (StoredMemory stored : page) {
        Memory memory = stored.memory();
        if (memory.content() instanceof Report report
            && memory.title().startsWith(WeeklyReport.TITLE)
            && !report.to().isAfter(by)
            && newest.map(known -> known.to().isBefore(report.to())).orElse(true)) {
          newest = Optional.of(report);
        }
      }
      after = page.isEmpty() ? null : page.getLast().id();
    } while (page.size() == PAGE);
    return newest.map(WeeklyReport::read);
  }

  private static OnCallCost cost(
      Shifts shifts, List<AlertRecord> records, List<JournalIncident> began) {
    List<AlertRecord> pages = records.stream().filter(AlertRecord::wakes).toList();
    int atNight =
        (int)
            pages.stream()
                .map(page -> page.at().atZone(shifts.period().zone()).toLocalTime())
                .filter(time -> !time.isBefore(EVENING) || time.isBefore(MORNING))
                .count();
    Map<String, Long> perShift = new TreeMap<>();
    shifts.pages(records).forEach((begin, count) -> perShift.put(begin.toString(), count));
    Duration harm =
        began.stream()
            .flatMap(one -> one.times().toMitigate().stream())
            .reduce(Duration.ZERO, Duration::plus);
    long worst = perShift.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return new OnCallCost(pages.size(), atNight, perShift, worst, harm);
  }
}
