package io.runbookmemory.examples.command;

import io.runbookmemory.store.json.ExportedLine;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.PostedEntry;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Adds an export's entries to a ledger; those that stand there already stay where they are. */
final class EntryImport {

  private static final int BATCH = 256;

  private final Ledger ledger;
  private final Set<LedgerEntry> batch = new LinkedHashSet<>();
  private long newest;

  EntryImport(Ledger ledger) {
    this.ledger = ledger;
    this.newest =
        ledger.streams().stream()
            .map(stream -> ledger.last(EntryFilter.of(stream)))
            .flatMap(Optional::stream)
            .mapToLong(PostedEntry::position)
            .max()
            .orElse(0);
  }

  /** Returns how many were new. */
  long take(ExportFile lines) throws IOException {
    long added = 0;
    for (ExportedLine line = lines.next(); line != null; line = lines.next()) {
      if (line instanceof ExportedLine.Entered entered) {
        batch.add(entered.entry());
      }
      if (batch.size() == BATCH) {
        added += append(lines);
      }
    }
    return added + append(lines);
  }

  /** New entries have positions after all that were there. */
  private long append(ExportFile lines) {
    try {
      List<Long> positions = ledger.append(List.copyOf(batch));
      batch.clear();
      long before = newest;
      newest = positions.stream().reduce(before, Math::max);
      return positions.stream().filter(position -> position > before).count();
    } catch (IllegalArgumentException e) {
      throw lines.refusal(Objects.toString(e.getMessage()));
    }
  }
}
