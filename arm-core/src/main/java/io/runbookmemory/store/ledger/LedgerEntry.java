package io.runbookmemory.store.ledger;

import io.runbookmemory.text.StorableText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as it is written down for good.
 *
 * @param id made by the writer, so that an append whose acknowledgement was lost can be repeated
 * @param stream which part of the ledger it belongs to
 * @param kind what sort of thing it is, for the stream's readers: 1 to 64 letters, digits, dots,
 *     hyphens or underscores
 * @param at when it happened, as the writer says; in the years 1 to 9999, cut to whole microseconds
 * @param subject what it can be found by, such as an alert's fingerprint: 1 to 512 characters; null
 *     if by nothing
 * @param body one JSON object of at most {@link #LONGEST_BODY} characters, kept to the letter. It
 *     should hold a version of its format, for it outlives the release that wrote it
 */
public record LedgerEntry(
    UUID id, LedgerStream stream, String kind, Instant at, @Nullable String subject, String body) {

  /** The longest body, in UTF-16 characters: a page of a hundred entries still fits a heap. */
  public static final int LONGEST_BODY = 1 << 20;

  /** Of four bytes each it still fits an index of PostgreSQL, whose entries have 2,704 at most. */
  private static final int LONGEST_SUBJECT = 512;

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  /** Checks the rules; NUL and lone surrogates in subject and body become U+FFFD. */
  public LedgerEntry {
    if (!LedgerStream.isName(kind)) {
      throw new IllegalArgumentException(
          "an entry's kind must be 1 to 64 letters, digits, '.', '-' or '_', got \"" + kind + "\"");
    }
    if (at.isBefore(FIRST) || at.isAfter(LAST)) {
      throw new IllegalArgumentException(
          "an entry's time must lie in the years 1 to 9999, got " + at);
    }
    if (subject != null && (subject.isEmpty() || subject.length() > LONGEST_SUBJECT)) {
      throw new IllegalArgumentException(
          "an entry's subject must have 1 to "
              + LONGEST_SUBJECT
              + " characters, got "
              + subject.length());
    }
    if (body.length() > LONGEST_BODY) {
      throw new IllegalArgumentException(
          "an entry's body must have at most "
              + LONGEST_BODY
              + " characters, got "
              + body.length());
    }
    at = at.truncatedTo(ChronoUnit.MICROS);
    subject = StorableText.orNull(subject);
    body = JsonBody.checked(StorableText.of(body));
  }
}
