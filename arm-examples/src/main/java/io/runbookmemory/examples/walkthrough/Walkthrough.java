package io.runbookmemory.examples.walkthrough;

import io.runbookmemory.JournalHistory;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.journal.IncidentHistory;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.journal.report.Period;
import io.runbookmemory.journal.report.SpentBudgets;
import io.runbookmemory.journal.report.WeeklyReport;
import io.runbookmemory.journal.report.WeeklyReporter;
import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.pattern.PatternPolicy;
import io.runbookmemory.learn.analysis.pattern.Patterns;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page: incidents by year, component and hour, patterns, recall and weekly reports. */
final class Walkthrough {

  private static final int WIDTH = 50;
  private static final int SHUFFLES = 5;

  private final RunbookMemory memory;
  private final List<JournalIncident> incidents;
  private final StringBuilder page = new StringBuilder();

  /**
   * Takes a history.
   *
   * @param memory whose journal holds it
   * @param incidents oldest first, at least one
   */
  Walkthrough(RunbookMemory memory, List<JournalIncident> incidents) {
    this.memory = memory;
    this.incidents = incidents;
  }

  String text() {
    return page.toString();
  }

  void write(IntConsumer progress) {
    years();
    chart("By component", one -> String.valueOf(one.place().service()));
    chart("By day of the week, UTC", one -> day(one.times().openedAt()));
    chart("By hour of the day, UTC", one -> hour(one.times().openedAt()));
    patterns();
    recall(progress);
    weeks();
  }

  private void years() {
    page.append("## By year\n\n| year | incidents | time to resolve, mean | median | open |\n");
    page.append("|---|--:|--:|--:|--:|\n");
    Map<Integer, List<JournalIncident>> years =
        incidents.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.times().openedAt().atZone(ZoneOffset.UTC).getYear(),
                    TreeMap::new,
                    Collectors.toList()));
    years.forEach(
        (year, those) -> {
          IncidentHistory history = IncidentHistory.of(those, ZoneOffset.UTC);
          page.append(
              String.format(
                  Locale.ROOT,
                  "| %d | %d | %s | %s | %d |%n",
                  year,
                  history.count(),
                  minutes(history.toResolve().mean()),
                  minutes(history.toResolve().median()),
                  history.open()));
        });
  }

  private static String minutes(@Nullable Duration duration) {
    return duration == null ? "-" : duration.toMinutes() + " min";
  }

  private void chart(String title, Function<JournalIncident, String> of) {
    Map<String, Long> counts =
        incidents.stream().collect(Collectors.groupingBy(of, TreeMap::new, Collectors.counting()));
    long most = Collections.max(counts.values());
    page.append("\n## ").append(title).append("\n\n```\n");
    counts.forEach(
        (label, count) ->
            page.append(
                String.format(
                    Locale.ROOT,
                    "%-16s %4d %s%n",
                    label.equals("null") ? "(not said)" : label,
                    count,
                    "█".repeat((int) Math.max(1, count * WIDTH / most)))));
    page.append("```\n");
  }

  private static String day(Instant at) {
    DayOfWeek day = at.atZone(ZoneOffset.UTC).getDayOfWeek();
    return day.getValue() + " " + day.name().toLowerCase(Locale.ROOT);
  }

  private static String hour(Instant at) {
    return String.format(Locale.ROOT, "%02d", at.atZone(ZoneOffset.UTC).getHour());
  }

  private void patterns() {
    List<AlertEvent> events = new ArrayList<>();
    Instant first = incidents.getFirst().times().openedAt();
    Instant last = incidents.getLast().times().openedAt().plusSeconds(1);
    new JournalHistory(memory.journal()).alerts(first, last, events::add);
    List<Finding> found = found(events, first, last);
    page.append("\n## Patterns beyond chance\n\n");
    if (found.isEmpty()) {
      page.append("None: nothing in these hours, days and successions is surer than chance.\n");
    }
    found.forEach(one -> page.append("- ").append(one.description()).append('\n'));
    List<Integer> shuffled = new ArrayList<>();
    for (int seed = 1; seed <= SHUFFLES; seed++) {
      shuffled.add(found(shuffled(events, first, last, seed), first, last).size());
    }
    page.append("\nWith times drawn at random, seeds 1 to ")
        .append(SHUFFLES)
        .append(": ")
        .append(shuffled.stream().map(String::valueOf).collect(Collectors.joining(", ")))
        .append(" found.\n");
  }

  private static List<Finding> found(List<AlertEvent> events, Instant first, Instant last) {
    var builder = io.runbookmemory.learn.analysis.pattern.AlertLog.builder();
    events.forEach(builder::add);
    var log = builder.build(first, last);
    Patterns patterns = new Patterns(PatternPolicy.in(ZoneOffset.UTC));
    List<Finding> found = new ArrayList<>(patterns.correlations(log));
    found.addAll(patterns.temporal(log, List.of()));
    return found;
  }

  private static List<AlertEvent> shuffled(
      List<AlertEvent> events, Instant first, Instant last, long seed) {
    Random random = new Random(seed);
    long span = Duration.between(first, last).toSeconds();
    return events.stream()
        .map(one -> new AlertEvent(first.plusSeconds(random.nextLong(span)), one.signal()))
        .toList();
  }

  private void recall(IntConsumer progress) {
    EarlierRecall recall = new EarlierRecall(memory);
    recall.ask(incidents, progress);
    page.append("\n## Has this happened before?\n\n").append(recall.text());
  }

  /** Every whole week is reported, each referring to the last. */
  private void weeks() {
    ExactMemoryStore archive = new ExactMemoryStore();
    RunbookMemory written = RunbookMemory.builder(archive).build();
    WeeklyReporter reporter =
        new WeeklyReporter(
            memory.journal().incidents(),
            new AlertLog(archive.ledger(Tenant.DEFAULT)),
            archive.reader(Tenant.DEFAULT));
    LocalDate day =
        LocalDate.ofInstant(incidents.getFirst().times().openedAt(), ZoneOffset.UTC)
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate end = LocalDate.ofInstant(incidents.getLast().times().openedAt(), ZoneOffset.UTC);
    TreeMap<Integer, Integer> perWeek = new TreeMap<>();
    Duration harm = Duration.ZERO;
    int weeks = 0;
    int referring = 0;
    for (; !day.isAfter(end); day = day.plusWeeks(1)) {
      Period week = Period.week(day, ZoneOffset.UTC);
      referring += reporter.previous(week.from()).isPresent() ? 1 : 0;
      WeeklyReport report = reporter.write(week, SpentBudgets.of(List.of()), List.of());
      written.remember(report.toMemory(Tenant.DEFAULT, week.to()));
      perWeek.merge(report.incidents().size(), 1, Integer::sum);
      harm = harm.plus(report.cost().inIncidents());
      weeks++;
    }
    page.append("\n## Weekly reports\n\n")
        .append(weeks)
        .append(" reports, of which ")
        .append(referring)
        .append(" refer to the one before; ")
        .append(harm.toHours() / weeks)
        .append(" h of harm in a week on average. Incidents in a week, and in how many weeks:\n")
        .append("\n```\n");
    perWeek.forEach(
        (count, times) ->
            page.append(
                String.format(Locale.ROOT, "%3d %4d %s%n", count, times, "█".repeat(times))));
    page.append("```\n");
  }
}
