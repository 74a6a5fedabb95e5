package io.runbookmemory.examples.command;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.examples.view.Progress;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.json.ChangeJson;
import java.io.BufferedReader;
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
  @Mixin private Output output = new Output();

  /** Creates the command; picocli calls it. */
  public ImportCommand() {}

  @Override
  public Integer call() {
    checkAll();
    long changed = 0;
    long read = 0;
    try (MemoryStore open = store.open();
        BufferedReader lines = Files.newBufferedReader(file)) {
      List<Change> batch = new ArrayList<>();
      while (true) {
        Change change = next(lines, 0);
        if (change != null) {
          batch.add(change);
          read++;
        }
        if (batch.size() == BATCH || change == null) {
          changed += open.writer(store.tenant()).apply(batch);
          batch.clear();
        }
        if (change == null) {
          break;
        }
      }
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

  /** Reads the file to its end first, so that a broken line stops the import before it begins. */
  private void checkAll() {
    try (BufferedReader lines = Files.newBufferedReader(file);
        Progress progress = output.progress("check", Files.size(file))) {
      long bytes = 0;
      int number = 1;
      for (Change change = next(lines, number); change != null; change = next(lines, ++number)) {
        bytes += 4000;
        progress.at(bytes);
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private @Nullable Change next(BufferedReader lines, int number) throws IOException {
    String line = lines.readLine();
    if (line == null) {
      return null;
    }
    try {
      return owned(ChangeJson.read(line));
    } catch (InvalidInputException e) {
      throw e.in(file + ":" + number);
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
