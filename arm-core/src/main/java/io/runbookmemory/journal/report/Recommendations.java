package io.runbookmemory.journal.report;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.alerts.Advice;
import io.runbookmemory.journal.alerts.AlertScore;
import io.runbookmemory.journal.report.Recommendation.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a period says should be done, and what became of what the last one said. */
final class Recommendations {

  /** As many incidents without a runbook ask for one. */
  private static final int GAP = 3;

  private static final String BUDGET = "slo/";

  private Recommendations() {}

  static List<Recommendation> of(
      List<JournalIncident> incidents,
      List<AlertScore> alerts,
      List<BudgetLine> budgets,
      List<StaleRunbook> stale) {
    return Stream.of(
            budgets.stream().flatMap(Recommendations::overspent),
            alerts.stream().flatMap(Recommendations::noisy),
            withoutRunbook(incidents).entrySet().stream().map(Recommendations::missing),
            stale.stream().map(Recommendations::stale))
        .flatMap(each -> each)
        .toList();
  }

  private static Stream<Recommendation> overspent(BudgetLine budget) {
    String text =
        String.format(
            Locale.ROOT,
            "The error budget of %s is spent (%.0f %% of it in this period): let reliability go"
                + " before features.",
            budget.slo(),
            100 * budget.spent());
    return budget.remaining() > 0 ? Stream.empty() : Stream.of(made(BUDGET + budget.slo(), text));
  }

  private static Stream<Recommendation> noisy(AlertScore alert) {
    String where = alert.service() == null ? "" : "/" + alert.service();
    return alert.advice() == Advice.KEEP
        ? Stream.empty()
        : Stream.of(
            made(
                "alert/" + alert.alert() + where,
                "Alert " + alert.alert() + ": " + alert.why() + "."));
  }

  private static Recommendation missing(Map.Entry<String, Long> gap) {
    return made(
        "runbook-gap/" + gap.getKey(),
        "%d incidents of %s for which memory knew no runbook: write one."
            .formatted(gap.getValue(), gap.getKey()));
  }

  private static Recommendation stale(StaleRunbook runbook) {
    String owner = runbook.owner() == null ? "nobody's" : runbook.owner() + "'s";
    return made(
        "runbook/" + runbook.id(),
        "Verify \"%s\" (%s; last known to be right %s)."
            .formatted(runbook.title(), owner, runbook.lastRight()));
  }

  private static Map<String, Long> withoutRunbook(List<JournalIncident> incidents) {
    Map<String, Long> counts =
        incidents.stream()
            .filter(one -> one.place().service() != null)
            .filter(Recommendations::knewNothing)
            .collect(
                groupingBy(one -> String.valueOf(one.place().service()), TreeMap::new, counting()));
    counts.values().removeIf(count -> count < GAP);
    return counts;
  }

  /** Memory was asked, and it named no runbook. */
  private static boolean knewNothing(JournalIncident incident) {
    List<JournalEvent.Recalled> asked =
        incident.entries().stream()
            .filter(entry -> entry.event() instanceof JournalEvent.Recalled)
            .map(entry -> (JournalEvent.Recalled) entry.event())
            .toList();
    return !asked.isEmpty()
        && asked.stream()
            .flatMap(recalled -> recalled.memories().stream())
            .noneMatch(memory -> memory.kind().equals("runbook"));
  }

  private static Recommendation made(String key, String text) {
    return new Recommendation(key, text, Standing.NEW);
  }

  /**
   * Returns what holds now, with its standing, and then what became of the rest of the last report:
   * it was done, but for a budget that was not looked at this time.
   *
   * @param budgets those that were looked at
   */
  static List<Recommendation> since(
      Optional<WeeklyReport> last, List<Recommendation> now, List<BudgetLine> budgets) {
    Set<String> looked = new HashSet<>();
    budgets.forEach(one -> looked.add(BUDGET + one.slo()));
    Map<String, Recommendation> before = standing(last);
    Set<String> done = new HashSet<>(last.map(WeeklyReport::doneBefore).orElse(List.of()));
    List<Recommendation> all = new ArrayList<>();
    for (Recommendation one : now) {
      Recommendation known = before.remove(one.key());
      Standing standing = Standing.NEW;
      if (known != null) {
        standing = notDone(known);
      } else if (done.contains(one.key())) {
        standing = Standing.RECURRING;
      }
      all.add(new Recommendation(one.key(), one.text(), standing));
    }
    for (Recommendation one : before.values()) {
      boolean unknown = one.key().startsWith(BUDGET) && !looked.contains(one.key());
      all.add(
          unknown
              ? new Recommendation(one.key(), one.text(), notDone(one))
              : new Recommendation(one.key(), one.text(), Standing.DONE));
    }
    return all;
  }

  /** What came back once stays what comes back. */
  private static Standing notDone(Recommendation known) {
    return known.standing() == Standing.RECURRING ? Standing.RECURRING : Standing.NOT_DONE;
  }

  private static Map<String, Recommendation> standing(Optional<WeeklyReport> last) {
    return last.map(WeeklyReport::recommendations).orElse(List.of()).stream()
        .filter(one -> one.standing() != Standing.DONE)
        .collect(
            Collectors.toMap(
                Recommendation::key, one -> one, (one, other) -> one, LinkedHashMap::new));
  }

  /**
   * Returns the keys of all that was done at some time, up to now.
   *
   * @param since as {@link #since} returns it
   */
  static List<String> doneBefore(Optional<WeeklyReport> last, List<Recommendation> since) {
    Set<String> done = new TreeSet<>();
    since.stream()
        .filter(one -> one.standing() == Standing.DONE)
        .forEach(one -> done.add(one.key()));
    done.addAll(last.map(WeeklyReport::doneBefore).orElse(List.of()));
    return List.copyOf(done);
  }
}
