package io.runbookmemory.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of an alert around one of its episodes.
 *
 * @param before the last that began by then; null if none did
 * @param after the first that began later; null if none did
 */
record Neighbours(@Nullable JournalIncident before, @Nullable JournalIncident after) {

  private static final Comparator<JournalIncident> BY_BEGINNING =
      Comparator.comparing(one -> one.times().openedAt());

  static Neighbours of(List<JournalIncident> incidents, Instant since) {
    List<JournalIncident> sorted = incidents.stream().sorted(BY_BEGINNING).toList();
    int later = (int) sorted.stream().filter(one -> !beganAfter(one, since)).count();
    return new Neighbours(
        later == 0 ? null : sorted.get(later - 1),
        later == sorted.size() ? null : sorted.get(later));
  }

  private static boolean beganAfter(JournalIncident incident, Instant since) {
    return incident.times().openedAt().isAfter(since);
  }

  /** Returns whether an incident that is not over was silent for so long before a time. */
  static boolean isSilent(JournalIncident incident, Instant since, Duration length) {
    return incident.times().resolvedAt() == null
        && incident.entries().reversed().stream()
            .filter(entry -> !(entry.event() instanceof JournalEvent.Abandoned))
            .allMatch(entry -> entry.at().plus(length).isBefore(since));
  }
}
