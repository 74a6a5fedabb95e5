package io.runbookmemory.journal;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.memory.MemoryId;
import java.time.Instant;

/**
 * An alert from when it began to fire until it ended. Reports of the same beginning are of the same
 * episode, however often and in which order they come.
 *
 * @param alert which alert
 * @param since when it began to fire
 */
record AlertEpisode(AlertName alert, Instant since) {

  static AlertEpisode of(Alert alert) {
    return new AlertEpisode(
        new AlertName(alert.name().orElse("an alert"), alert.fingerprint().value()),
        alert.startsAt());
  }

  /** Returns the identity of the incident that it opens where it belongs to no other. */
  MemoryId id() {
    return MemoryId.named("journal alert", alert.fingerprint() + " " + since);
  }

  /** Returns whether an incident was told of it. */
  boolean isIn(JournalIncident incident) {
    return incident.entries().stream()
        .filter(entry -> beganAt(entry.at()))
        .anyMatch(this::isToldBy);
  }

  private boolean isToldBy(JournalEntry entry) {
    return switch (entry.event()) {
      case JournalEvent.Opened it -> alert.equals(it.alert());
      case JournalEvent.Alerted it -> alert.equals(it.alert());
      default -> false;
    };
  }

  /** A ledger may cut times to whole microseconds. */
  private boolean beganAt(Instant at) {
    return at.getEpochSecond() == since.getEpochSecond()
        && at.getNano() / 1_000 == since.getNano() / 1_000;
  }
}
