package io.runbookmemory.replay.record;

import io.runbookmemory.guard.Redactor;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.alerts.Episode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes incidents from the journal: the alerts and what was done from what was written down, how
 * urgent the alerts were from the alert log, what was known from the store. What should have come
 * of it is partly said there (a step of a memory helped) and partly guessed; each guess is marked.
 * Not thread-safe.
 */
public final class JournalRecorder {

  private final List<Episode> episodes;
  private final KnownThen known;
  private final Redactor redactor;

  /**
   * Creates a recorder.
   *
   * @param episodes of the alert log, over the time of the incidents; may be empty
   * @param known what the store held
   * @param redactor takes secrets out
   */
  public JournalRecorder(Collection<Episode> episodes, KnownThen known, Redactor redactor) {
    this.episodes = List.copyOf(episodes);
    this.known = known;
    this.redactor = redactor;
  }

  /**
   * Records incidents. What was known stands in the file of the first that could have used it, so
   * that they are replayed together.
   *
   * @param incidents in any order
   * @return in order of time
   */
  public List<RecordedIncident> record(Collection<JournalIncident> incidents) {
    List<RecordedIncident> recorded = new ArrayList<>();
    incidents.stream()
        .sorted(
            Comparator.comparing((JournalIncident one) -> one.times().openedAt())
                .thenComparing(JournalIncident::id))
        .forEach(one -> recorded.add(new JournalReading(one, episodes, known, redactor).read()));
    return recorded;
  }

  /**
   * Records what woke somebody or asked for a ticket and became no incident: one a day for each
   * alert, as noise.
   *
   * @param incidents all of the journal's
   * @param from the beginning
   * @param to the end, exclusive
   * @return in order of time
   */
  public List<RecordedIncident> noise(
      Collection<JournalIncident> incidents, Instant from, Instant to) {
    Map<String, List<JournalIncident>> byAlert = new HashMap<>();
    for (JournalIncident incident : incidents) {
      Set<String> fingerprints = new HashSet<>();
      incident.alerts().forEach(one -> fingerprints.add(one.fingerprint()));
      fingerprints.forEach(
          one -> byAlert.computeIfAbsent(one, any -> new ArrayList<>()).add(incident));
    }
    List<Episode> noise =
        episodes.stream()
            .filter(one -> !one.from().isBefore(from) && one.from().isBefore(to))
            .filter(
                one ->
                    byAlert.getOrDefault(one.alert().fingerprint(), List.of()).stream()
                        .noneMatch(incident -> overlaps(one, incident)))
            .toList();
    return new NoiseReading(noise, redactor).read();
  }

  private static boolean overlaps(Episode episode, JournalIncident incident) {
    Instant over = incident.closedAt().orElse(null);
    Instant ended = episode.to();
    return (over == null || !episode.from().isAfter(over))
        && (ended == null || !ended.isBefore(incident.times().openedAt()));
  }
}
