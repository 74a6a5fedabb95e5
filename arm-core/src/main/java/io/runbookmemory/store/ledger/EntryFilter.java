package io.runbookmemory.store.ledger;

import io.runbookmemory.text.StorableText;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are read.
 *
 * @param stream those of one stream
 * @param subject those about exactly this; null for all of the stream
 */
public record EntryFilter(LedgerStream stream, @Nullable String subject) {

  /** Replaces what no engine can store, as an entry does. */
  public EntryFilter {
    subject = StorableText.orNull(subject);
  }

  /**
   * Returns the filter that lets a whole stream through.
   *
   * @param stream which one
   * @return without a subject
   */
  public static EntryFilter of(LedgerStream stream) {
    return new EntryFilter(stream, null);
  }

  /**
   * Returns the filter that lets through what is about something.
   *
   * @param stream which one
   * @param about the subject
   * @return with a subject
   */
  public static EntryFilter of(LedgerStream stream, String about) {
    return new EntryFilter(stream, about);
  }

  /**
   * Returns whether an entry is let through.
   *
   * @param entry any
   * @return whether stream and, if there is one here, subject are the same
   */
  public boolean test(LedgerEntry entry) {
    return entry.stream().equals(stream) && (subject == null || subject.equals(entry.subject()));
  }
}
