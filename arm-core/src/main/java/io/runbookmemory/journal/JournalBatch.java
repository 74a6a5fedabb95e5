package io.runbookmemory.journal;

import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import java.util.List;

/**
 * Writes to a journal that are appended together: a storm costs one commit instead of one for each
 * alert. The batch's own journal sees what it wrote at once, everybody else when it was committed;
 * what others write meanwhile the batch does not see. Until then the entries of its incidents have
 * positions that the ledger will not give them. For one thread.
 */
public final class JournalBatch {

  private final Ledger ledger;
  private final PendingEntries pending;
  private final IncidentJournal journal;

  JournalBatch(Ledger ledger, PendingEntries pending, IncidentJournal journal) {
    this.ledger = ledger;
    this.pending = pending;
    this.journal = journal;
  }

  /** {@return the journal as it will be, to write to} */
  public IncidentJournal journal() {
    return journal;
  }

  /**
   * Returns what was written, for whoever appends it with other entries in a commit of its own.
   * Where the ledger refuses an entry because another daemon wrote the same in other words, that
   * one's words are as good: the entry is left out.
   *
   * @return in the order in which it was written
   */
  public List<LedgerEntry> entries() {
    return pending.pending();
  }

  /** Appends what was written. What another daemon wrote meanwhile in other words stays so. */
  public void commit() {
    List<LedgerEntry> entries = entries();
    try {
      ledger.append(entries);
    } catch (IllegalArgumentException e) {
      entries.forEach(this::appendAlone);
    }
  }

  private void appendAlone(LedgerEntry entry) {
    try {
      ledger.append(List.of(entry));
    } catch (IllegalArgumentException e) {
      // One of the same name stands there.
    }
  }
}
