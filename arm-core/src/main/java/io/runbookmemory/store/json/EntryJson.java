package io.runbookmemory.store.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import java.util.Objects;
import java.util.UUID;

/**
 * The JSON of a ledger's entry, format 2 of {@code docs/formats/export-jsonl.md}. Reading back what
 * was written gives an equal entry, its body to the letter. Thread-safe.
 */
public final class EntryJson {

  /** The newest format that is read, and the one that is written. */
  public static final int FORMAT = 2;

  private EntryJson() {}

  /**
   * Returns an entry as one line of JSON.
   *
   * @param entry any entry
   * @return a JSON object without line breaks
   */
  public static String write(LedgerEntry entry) {
    ObjectNode node =
        ChangeFields.object()
            .put("format", FORMAT)
            .put("entry", entry.stream().name())
            .put("id", entry.id().toString())
            .put("kind", entry.kind())
            .put("at", entry.at().toString());
    if (entry.subject() != null) {
      node.put("subject", entry.subject());
    }
    return node.put("body", entry.body()).toString();
  }

  /**
   * Returns the entry that a line of JSON stands for.
   *
   * @param json what {@link #write} wrote, in this release or another
   * @return an equal entry
   * @throws InvalidInputException if a rule is broken, naming the field
   */
  public static LedgerEntry read(String json) {
    return read(ChangeFields.of(json));
  }

  static LedgerEntry read(ChangeFields fields) {
    fields.requireFormat(FORMAT);
    try {
      return new LedgerEntry(
          fields.parsed("id", UUID::fromString),
          fields.parsed("entry", LedgerStream::new),
          fields.text("kind"),
          fields.time("at"),
          fields.has("subject") ? fields.text("subject") : null,
          fields.text("body"));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("", Objects.toString(e.getMessage()));
    }
  }
}
