package io.runbookmemory.examples.command;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.examples.view.Progress;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.json.ExportedLine;
import io.runbookmemory.store.ledger.LedgerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code arm import}: a file into a store. */
@Command(
    name = "import",
    description =
        "Take over what arm export wrote: newer versions replace older ones, tombstones delete, and"
            + " what a ledger holds is added, and doing it again changes nothing.")
public final class ImportCommand implements Callable<Integer> {

  private static final int BATCH = 64;

  @Parameters(paramLabel = "FILE.jsonl", description = "What arm export wrote.")
  private Path file = Path.of("");

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public ImportCommand() {}

  @Override
  public Integer call() {
    Checked checked = checkAll();
    try {
      long changed = takeMemories(checked);
      long added = checked.entries == 0 ? 0 : takeEntries();
      if (output.json()) {
        output.print(
            Output.object()
                .put("read", checked.memories)
                .put("changed", changed)
                .put("entriesRead", checked.entries)
                .put("entriesNew", added));
      } else {
        output.line(
            String.format(
                Locale.ROOT,
                "%d read, %d changed the store; of %d entries of a ledger %d are new",
                checked.memories,
                changed,
                checked.entries,
                added));
      }
      return ExitStatus.OK;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private long takeMemories(Checked checked) throws IOException {
    try (MemoryStore open = store.open()) {
      requireSame(open.space().orElse(checked.space), checked.space);
      long changed = 0;
      try (ExportFile lines = new ExportFile(file)) {
        List<Change> batch = new ArrayList<>();
        for (ExportedLine line = lines.next(); line != null; line = lines.next()) {
          if (line instanceof ExportedLine.Changed one) {
            batch.add(owned(one.change()));
          }
          if (batch.size() == BATCH) {
            changed += open.writer(store.tenant()).apply(batch);
            batch.clear();
          }
        }
        return changed + open.writer(store.tenant()).apply(batch);
      }
    }
  }

  private long takeEntries() throws IOException {
    try (LedgerStore open = store.openLedgers();
        ExportFile lines = new ExportFile(file)) {
      return new EntryImport(open.ledger(store.tenant())).take(lines);
    }
  }

  /** What the file holds. */
  private record Checked(long memories, long entries, @Nullable EmbeddingSpace space) {}

  /** Reads the file to its end first, so that a broken line stops the import before it begins. */
  private Checked checkAll() {
    try (ExportFile lines = new ExportFile(file);
        Progress progress = output.progress("check", Files.size(file))) {
      EmbeddingSpace only = null;
      long memories = 0;
      long entries = 0;
      for (ExportedLine line = lines.next(); line != null; line = lines.next()) {
        EmbeddingSpace space = spaceOf(line);
        if (only != null && space != null && !space.equals(only)) {
          throw lines.refusal("all vectors must be of one space, " + only + ", got " + space);
        }
        only = only == null ? space : only;
        memories += line instanceof ExportedLine.Changed ? 1 : 0;
        entries += line instanceof ExportedLine.Entered ? 1 : 0;
        progress.at(lines.bytes());
      }
      return new Checked(memories, entries, only);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static @Nullable EmbeddingSpace spaceOf(ExportedLine line) {
    return line instanceof ExportedLine.Changed(Change.Upserted upserted)
        ? upserted.stored().space()
        : null;
  }

  private void requireSame(@Nullable EmbeddingSpace stored, @Nullable EmbeddingSpace offered) {
    if (stored != null && offered != null && !stored.equals(offered)) {
      throw new InvalidInputException(
          file.toString(),
          "must have vectors of the store's space, " + stored + ", got " + offered);
    }
  }

  /** The memories become those of the tenant that imports. */
  private Change owned(Change change) {
    if (!(change instanceof Change.Upserted upserted)) {
      return change;
    }
    StoredMemory stored = upserted.stored();
    var memory = stored.memory();
    if (memory.scope().tenant().equals(store.tenant())) {
      return change;
    }
    var moved = memory.toBuilder().scope(memory.scope().withTenant(store.tenant())).build();
    return new Change.Upserted(
        upserted.position(),
        new StoredMemory(moved, stored.passages(), stored.space()),
        upserted.usage());
  }

  private InvalidInputException unreadable(IOException e) {
    return new InvalidInputException(file.toString(), "cannot be read: " + e);
  }
}
