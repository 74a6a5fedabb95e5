package io.runbookmemory.journal;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.LedgerEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The entries that a journal is told from, and where new ones go. */
interface JournalEntries {

  /**
   * Adds entries, all of them or none. What stands there already, with the same id and content,
   * stays where it is.
   *
   * @throws IllegalArgumentException if an id stands there with another content
   */
  void append(List<LedgerEntry> entries);

  /** Drops what happened before a time; returns how many entries went. */
  long prune(Instant before);

  /** Returns all incidents as they are now. */
  Collection<JournalIncident> all();

  /** Returns an incident as it is now. */
  Optional<JournalIncident> get(MemoryId id);

  /** Returns the end of an alert that was told before its beginning. */
  Optional<JournalEntry> end(MemoryId episode);

  /** Returns the incidents that an alert belongs to, in the order in which it came to them. */
  List<JournalIncident> of(String fingerprint);
}
