package io.runbookmemory.store.json;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.ledger.LedgerEntry;

/** What one line of an export says: the state of a memory, or something that happened. */
public sealed interface ExportedLine {

  /**
   * A memory, or that there is none any more.
   *
   * @param change of a store
   */
  record Changed(Change change) implements ExportedLine {}

  /**
   * What a ledger holds.
   *
   * @param entry of the ledger
   */
  record Entered(LedgerEntry entry) implements ExportedLine {}

  /**
   * Returns what a line says.
   *
   * @param json what {@link ChangeJson} or {@link EntryJson} wrote
   * @return an equal one
   * @throws InvalidInputException if a rule is broken, naming the field
   */
  static ExportedLine read(String json) {
    ChangeFields fields = ChangeFields.of(json);
    return fields.has("entry")
        ? new Entered(EntryJson.read(fields))
        : new Changed(ChangeJson.read(fields));
  }
}
