package io.runbookmemory.learn;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import java.time.Instant;
import java.util.List;

/**
 * Which outcomes were counted. Everybody who learns of one writes it down; it is counted by whoever
 * stands first, since a ledger is read in the order of its commits.
 */
final class CountedOutcomes {

  private static final LedgerStream STREAM = new LedgerStream("learn.outcomes");

  private final Ledger ledger;

  CountedOutcomes(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Returns the draft, or the mark, of whoever counts an outcome.
   *
   * @param key what the outcome is known by
   * @param draft the draft or the mark of the caller, which no other caller has
   * @param at when it ended
   * @return the caller's own if it is the caller's to count, else that of the first
   */
  MemoryId first(String key, MemoryId draft, Instant at) {
    ledger.append(List.of(new LedgerEntry(draft.value(), STREAM, "outcome", at, key, "{\"v\":1}")));
    return new MemoryId(ledger.read(EntryFilter.of(STREAM, key), 0, 1).getFirst().entry().id());
  }
}
