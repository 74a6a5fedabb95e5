package io.runbookmemory.journal;

import io.runbookmemory.memory.content.Effect;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What some incidents amount to, such as those of a service in a year.
 *
 * @param count how many there were
 * @param open how many are not over
 * @param abandoned of how many nobody said when they were over
 * @param byMonth how many began in each month; months without any between others are there with 0
 * @param toDetect how long it took to notice, over those where it is known
 * @param toMitigate how long the harm lasted
 * @param toResolve how long it took until it was over
 * @param path what was done, the most frequent first
 */
public record IncidentHistory(
    int count,
    int open,
    int abandoned,
    SortedMap<YearMonth, Integer> byMonth,
    Spread toDetect,
    Spread toMitigate,
    Spread toResolve,
    List<PathStep> path) {

  private static final int LONGEST_PATH = 10;

  /**
   * Durations, of those incidents where both ends are known.
   *
   * @param known of how many
   * @param mean their mean, the M of an MTTR; null if none is known
   * @param median their middle, which one endless incident does not move; null if none is known
   */
  public record Spread(int known, @Nullable Duration mean, @Nullable Duration median) {

    static Spread of(
        Collection<JournalIncident> incidents, Function<IncidentTimes, Optional<Duration>> which) {
      List<Duration> sorted =
          incidents.stream()
              .flatMap(incident -> which.apply(incident.times()).stream())
              .sorted()
              .toList();
      if (sorted.isEmpty()) {
        return new Spread(0, null, null);
      }
      Duration sum = sorted.stream().reduce(Duration.ZERO, Duration::plus);
      int n = sorted.size();
      Duration median = sorted.get((n - 1) / 2).plus(sorted.get(n / 2)).dividedBy(2);
      return new Spread(n, sum.dividedBy(n), median);
    }
  }

  /**
   * Something that was done in these incidents.
   *
   * @param action in the words of the first who did it
   * @param incidents in how many of them
   * @param helped in how many it was said to have helped
   * @param worsened in how many it was said to have made it worse
   */
  public record PathStep(String action, int incidents, int helped, int worsened) {}

  /**
   * Adds incidents up.
   *
   * @param incidents in any order
   * @param zone whose months
   * @return the same for the same incidents
   */
  public static IncidentHistory of(Collection<JournalIncident> incidents, ZoneId zone) {
    return new IncidentHistory(
        incidents.size(),
        (int) incidents.stream().filter(incident -> incident.state().isOpen()).count(),
        (int)
            incidents.stream()
                .filter(incident -> incident.state() == IncidentState.ABANDONED)
                .count(),
        months(incidents, zone),
        Spread.of(incidents, IncidentTimes::toDetect),
        Spread.of(incidents, IncidentTimes::toMitigate),
        Spread.of(incidents, IncidentTimes::toResolve),
        path(incidents));
  }

  private static SortedMap<YearMonth, Integer> months(
      Collection<JournalIncident> incidents, ZoneId zone) {
    TreeMap<YearMonth, Integer> months = new TreeMap<>();
    for (JournalIncident incident : incidents) {
      months.merge(YearMonth.from(incident.times().openedAt().atZone(zone)), 1, Integer::sum);
    }
    if (!months.isEmpty()) {
      YearMonth last = months.lastKey();
      for (YearMonth month = months.firstKey(); month.isBefore(last); month = month.plusMonths(1)) {
        months.putIfAbsent(month, 0);
      }
    }
    return months;
  }

  private static List<PathStep> path(Collection<JournalIncident> incidents) {
    Map<String, PathStep> steps = new LinkedHashMap<>();
    incidents.stream()
        .sorted(
            Comparator.comparing((JournalIncident one) -> one.times().openedAt())
                .thenComparing(JournalIncident::id))
        .forEach(incident -> count(incident, steps));
    return steps.values().stream()
        .sorted(
            Comparator.comparingInt(PathStep::incidents)
                .thenComparingInt(PathStep::helped)
                .reversed())
        .limit(LONGEST_PATH)
        .toList();
  }

  /** Counts each action once in an incident; it helped there if it did so any time. */
  private static void count(JournalIncident incident, Map<String, PathStep> steps) {
    Map<String, List<JournalEvent.Acted>> done = new LinkedHashMap<>();
    for (JournalEntry entry : incident.entries()) {
      if (entry.event() instanceof JournalEvent.Acted acted && acted.result() == ActResult.DONE) {
        String same = acted.action().strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        done.computeIfAbsent(same, key -> new ArrayList<>()).add(acted);
      }
    }
    done.forEach(
        (same, acts) -> {
          Set<Effect> effects = new HashSet<>();
          acts.stream()
              .flatMap(act -> Optional.ofNullable(act.effect()).stream())
              .forEach(effects::add);
          int helped = effects.stream().anyMatch(Effect::helped) ? 1 : 0;
          int worse = effects.contains(Effect.WORSENED) ? 1 : 0;
          PathStep step = new PathStep(acts.getFirst().action(), 1, helped, worse);
          steps.merge(same, step, IncidentHistory::sum);
        });
  }

  private static PathStep sum(PathStep one, PathStep other) {
    return new PathStep(
        one.action(),
        one.incidents() + other.incidents(),
        one.helped() + other.helped(),
        one.worsened() + other.worsened());
  }
}
