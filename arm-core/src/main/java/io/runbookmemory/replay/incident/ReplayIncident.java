package io.runbookmemory.replay.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An incident as it was recorded, and what should have come of it. The rules between its parts are
 * checked by {@link IncidentFile}.
 *
 * @param id unique among the incidents of a replay
 * @param title what it is called, for people
 * @param from the beginning of its window, in which all of it lies but what was known
 * @param to the end of its window, which belongs to it
 * @param real whether somebody had to act; false for noise
 * @param alerts as they fired, in the order of the file
 * @param slis what was counted
 * @param known what was known
 * @param actions what was done
 * @param expected what should have come of it
 */
public record ReplayIncident(
    String id,
    String title,
    Instant from,
    Instant to,
    boolean real,
    List<FiredAlert> alerts,
    List<RecordedSli> slis,
    List<KnownMemory> known,
    List<TakenAction> actions,
    Expectation expected) {

  /** Copies the lists. */
  public ReplayIncident {
    alerts = List.copyOf(alerts);
    slis = List.copyOf(slis);
    known = List.copyOf(known);
    actions = List.copyOf(actions);
  }

  /**
   * Returns when its first alert fired.
   *
   * @return empty if there is none
   */
  public Optional<Instant> firstAlertAt() {
    return alerts.stream().map(FiredAlert::firedAt).min(Instant::compareTo);
  }

  /**
   * Returns this with other counts.
   *
   * @param read those of {@link #slis}, each with the counts of its file
   * @return a copy
   */
  public ReplayIncident withSlis(List<RecordedSli> read) {
    return new ReplayIncident(id, title, from, to, real, alerts, read, known, actions, expected);
  }

  /**
   * Returns whether an instant lies in the window.
   *
   * @param at any instant
   * @return true at both ends too
   */
  public boolean covers(Instant at) {
    return !at.isBefore(from) && !at.isAfter(to);
  }
}
