package io.runbookmemory.store.ledger;

/**
 * An entry that stands in a ledger.
 *
 * @param position where it stands in the store's order of commits, at least 1
 * @param entry what was appended
 */
public record PostedEntry(long position, LedgerEntry entry) {}
