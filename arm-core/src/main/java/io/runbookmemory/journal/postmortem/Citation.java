package io.runbookmemory.journal.postmortem;

import java.time.Instant;

/**
 * An entry of the journal that a postmortem rests on.
 *
 * @param position where it stands in the ledger; a line cites it as {@code J} and this number
 * @param at when it happened
 * @param by who or what wrote it, for those who want to ask; the lines themselves name nobody
 * @param what the entry in a few words
 */
public record Citation(long position, Instant at, String by, String what) {}
