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
            + " doing it again changes nothing.")
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
    EmbeddingSpace space = checkAll();
    long changed = 0;
    long read = 0;
    try (MemoryStore open = store.open();
        ChangeFile lines = new ChangeFile(file)) {
      requireSame(open.space().orElse(space), space);
      List<Change> batch = new ArrayList<>();
      Change change;
      do {
        change = lines.next();
        if (change != null) {
          batch.add(owned(change));
          read++;
        }
        if (batch.size() == BATCH || change == null) {
          changed += open.writer(store.tenant()).apply(batch);
          batch.clear();
        }
      } while (change != null);
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (output.json()) {
      output.print(Output.object().put("read", read).put("changed", changed));
    } else {
      output.line(String.format(Locale.ROOT, "%d read, %d changed the store", read, changed));
    }
    return ExitStatus.OK;
  }

  /**
   * Reads the file to its end first, so that a broken line stops the import before it begins.
   * Returns the space of its vectors, null if it has none.
   */
  private @Nullable EmbeddingSpace checkAll() {
    try (ChangeFile lines = new ChangeFile(file);
        Progress progress = output.progress("check", Files.size(file))) {
      EmbeddingSpace only = null;
      for (Change change = lines.next(); change != null; change = lines.next()) {
        EmbeddingSpace space = spaceOf(change);
        if (only != null && space != null && !space.equals(only)) {
          throw lines.refusal("all vectors must be of one space, " + only + ", got " + space);
        }
        only = only == null ? space : only;
        progress.at(lines.bytes());
      }
      return only;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static @Nullable EmbeddingSpace spaceOf(Change change) {
    return change instanceof Change.Upserted upserted ? upserted.stored().space() : null;
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
