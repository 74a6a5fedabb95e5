package io.runbookmemory.journal;

import io.runbookmemory.memory.MemoryId;
import java.time.Instant;

/**
 * A line of the journal.
 *
 * @param position where it stands in the ledger, which other lines cite it by
 * @param incident which incident it is about
 * @param at when it happened, as whoever wrote it says
 * @param by who or what wrote it, such as a person's name or {@code alertmanager}
 * @param event what happened
 */
public record JournalEntry(
    long position, MemoryId incident, Instant at, String by, JournalEvent event) {

  /** Checks the rules. */
  public JournalEntry {
    if (by.isBlank()) {
      throw new IllegalArgumentException("an entry must be by somebody or something, got a blank");
    }
  }
}
