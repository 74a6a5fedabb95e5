package io.runbookmemory.journal;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.memory.MemoryId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

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
    return incident.entries().stream().anyMatch(this::isToldBy);
  }

  private boolean isToldBy(JournalEntry entry) {
    return switch (entry.event()) {
      case JournalEvent.Opened it -> alert.equals(it.alert()) && beganAt(entry.at());
      case JournalEvent.Alerted it -> alert.equals(it.alert()) && beganAt(entry.at());
      default -> false;
    };
  }

  /** A ledger may cut times to whole microseconds. */
  private boolean beganAt(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS).equals(since.truncatedTo(ChronoUnit.MICROS));
  }
}
