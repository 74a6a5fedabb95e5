package io.runbookmemory.journal.alerts;

import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are worth being told, and what to do about the others. A page should be actionable
 * (Site Reliability Engineering, chapter 6): an alert on which nobody acts trains people to look
 * away. Advice is given only where enough is known: the share of episodes on which somebody acted
 * is taken at the upper end of its interval of 90 % (Wilson 1927), so that five quiet episodes
 * delete nothing. Immutable, thread-safe.
 */
public final class Actionability {

  /** The two-sided normal quantile of 90 %. */
  private static final double Z = 1.6449;

  /** Advice to delete wants the share of action surely below this. */
  private static final double NEVER = .1;

  /** Advice to wait or to file a ticket wants it surely below this. */
  private static final double SELDOM = .5;

  /** What ends within this time in nine cases of ten needs a longer wait before it fires. */
  private static final Duration SOON = Duration.ofMinutes(15);

  private final Predicate<Episode> actedOn;

  /**
   * Creates it.
   *
   * @param actedOn whether somebody did something in an episode
   */
  public Actionability(Predicate<Episode> actedOn) {
    this.actedOn = actedOn;
  }

  /**
   * Creates it over a journal: somebody acted in an episode if in that time an incident of its
   * alert was taken on, something was done in it, or the harm was stopped; or if its cause or what
   * ended it was told, then or before the alert fired again. What a tool only looked up is no act.
   *
   * @param journal where that stands
   * @return for the incidents that are there now
   */
  public static Actionability of(IncidentJournal journal) {
    Map<String, List<JournalIncident>> byAlert = new TreeMap<>();
    for (JournalIncident incident :
        journal.search(IncidentQuery.builder().most(Integer.MAX_VALUE).build())) {
      incident
          .alerts()
          .forEach(
              alert ->
                  byAlert
                      .computeIfAbsent(alert.fingerprint(), any -> new ArrayList<>())
                      .add(incident));
    }
    return new Actionability(
        episode ->
            byAlert.getOrDefault(episode.alert().fingerprint(), List.of()).stream()
                .anyMatch(incident -> somebodyActed(incident, episode)));
  }

  private static boolean somebodyActed(JournalIncident incident, Episode episode) {
    Instant end = episode.to() == null ? Instant.MAX : episode.to();
    Instant again = firesAgain(incident, episode, end);
    return incident.entries().stream()
        .filter(entry -> !entry.at().isBefore(episode.from()))
        .anyMatch(
            entry ->
                entry.at().isAfter(end)
                    ? entry.at().isBefore(again) && isWordOnTheEnd(entry.event())
                    : isAct(entry.event()));
  }

  /** Returns when the incident's alert fired the next time; far off if it did not. */
  private static Instant firesAgain(JournalIncident incident, Episode episode, Instant after) {
    return incident.entries().stream()
        .filter(
            entry ->
                entry.event() instanceof JournalEvent.Alerted it
                    && it.alert().fingerprint().equals(episode.alert().fingerprint())
                    && entry.at().isAfter(after))
        .map(JournalEntry::at)
        .findFirst()
        .orElse(Instant.MAX);
  }

  private static boolean isAct(JournalEvent event) {
    return event instanceof JournalEvent.Acknowledged
        || (event instanceof JournalEvent.Acted acted && acted.isIntervention())
        || isWordOnTheEnd(event);
  }

  /** What ended it is often told when it is over. An end of which nothing is told is no act. */
  private static boolean isWordOnTheEnd(JournalEvent event) {
    return event instanceof JournalEvent.Mitigated
        || event instanceof JournalEvent.CauseFound
        || (event instanceof JournalEvent.Resolved resolved && resolved.resolution() != null);
  }

  /**
   * Returns how each alert served.
   *
   * @param episodes in any order; those that told nobody count as well, for their reports
   * @return the noisiest first: by episodes on which nobody acted
   */
  public List<AlertScore> scores(Collection<Episode> episodes) {
    record Key(String name, @Nullable String service) {}
    Map<Key, List<Episode>> byAlert =
        episodes.stream()
            .collect(
                Collectors.groupingBy(one -> new Key(one.alert().name(), one.place().service())));
    return byAlert.entrySet().stream()
        .map(entry -> score(entry.getKey().name(), entry.getKey().service(), entry.getValue()))
        .sorted(
            Comparator.comparingInt((AlertScore one) -> one.episodes() - one.actedOn())
                .reversed()
                .thenComparing(AlertScore::alert)
                .thenComparing(one -> String.valueOf(one.service())))
        .toList();
  }

  private AlertScore score(String name, @Nullable String service, List<Episode> episodes) {
    int n = episodes.size();
    int acted = (int) episodes.stream().filter(actedOn).count();
    int alone =
        (int) episodes.stream().filter(one -> one.to() != null && !actedOn.test(one)).count();
    boolean pages = episodes.stream().anyMatch(one -> one.urgency() == Verdict.PAGE);
    List<Duration> quiet =
        episodes.stream()
            .filter(actedOn.negate())
            .flatMap(one -> one.duration().stream())
            .sorted()
            .toList();
    Optional<Duration> most = quantile(quiet, .9);
    Advice advice = advice(upper(acted, n), pages, most);
    List<Duration> all =
        episodes.stream().flatMap(one -> one.duration().stream()).sorted().toList();
    return new AlertScore(
        name,
        service,
        n,
        episodes.stream()
            .filter(one -> one.urgency() == Verdict.PAGE)
            .mapToInt(Episode::told)
            .sum(),
        acted,
        alone,
        episodes.stream().mapToInt(Episode::repeated).sum(),
        quantile(all, .5).orElse(null),
        advice,
        why(advice, n, acted, most));
  }

  private static Advice advice(double actedAtMost, boolean pages, Optional<Duration> most) {
    if (actedAtMost >= SELDOM) {
      return Advice.KEEP;
    }
    if (most.isPresent() && most.get().compareTo(SOON) <= 0) {
      return Advice.WAIT_LONGER;
    }
    if (actedAtMost < NEVER) {
      return Advice.DELETE;
    }
    return pages ? Advice.TICKET : Advice.KEEP;
  }

  private static String why(Advice advice, int n, int acted, Optional<Duration> most) {
    String counted =
        String.format(
            Locale.ROOT,
            "somebody acted on %d of %d (at most %.0f %% of the time)",
            acted,
            n,
            100 * upper(acted, n));
    return switch (advice) {
      case KEEP -> counted;
      case WAIT_LONGER ->
          counted
              + "; nine of ten that nobody acted on ended within "
              + most.orElse(Duration.ZERO).toSeconds()
              + " s: let it wait that long before it fires";
      case TICKET -> counted + ": let it wake nobody";
      case DELETE -> counted + ": delete it";
    };
  }

  private static Optional<Duration> quantile(List<Duration> sorted, double q) {
    return sorted.isEmpty()
        ? Optional.empty()
        : Optional.of(sorted.get((int) Math.ceil(q * sorted.size()) - 1));
  }

  /** The upper end of Wilson's score interval. */
  private static double upper(int successes, int n) {
    double share = (double) successes / n;
    double z2 = Z * Z / n;
    double half = Z * Math.sqrt(share * (1 - share) / n + z2 / (4 * n));
    return (share + z2 / 2 + half) / (1 + z2);
  }
}
