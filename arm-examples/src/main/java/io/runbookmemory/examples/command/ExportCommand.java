package io.runbookmemory.examples.command;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.examples.view.Progress;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.json.ChangeJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code arm export}: a store into a file. */
@Command(
    name = "export",
    description =
        "Write every memory with its vectors, usage and tombstones as JSON Lines, which arm import"
            + " reads into any store.")
public final class ExportCommand implements Callable<Integer> {

  private static final int PAGE = 256;

  @Parameters(paramLabel = "FILE.jsonl", description = "Written whole or not at all.")
  private Path file = Path.of("");

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public ExportCommand() {}

  @Override
  public Integer call() {
    try (MemoryStore open = store.openToRead()) {
      Path whole = file.toAbsolutePath();
      Path part = whole.resolveSibling(whole.getFileName() + ".part");
      long written;
      try {
        written = write(open.reader(store.tenant()), part);
        Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
      if (output.json()) {
        output.print(Output.object().put("exported", written));
      } else {
        output.line(String.format(Locale.ROOT, "%d exported to %s", written, file));
      }
      return ExitStatus.OK;
    } catch (IOException e) {
      throw new ConfigurationException(file.toString(), "cannot write " + file + ": " + e, e);
    }
  }

  private long write(MemoryReader reader, Path part) throws IOException {
    long total = reader.stats().memories() + reader.stats().tombstones();
    long written = 0;
    long position = 0;
    try (BufferedWriter lines = Files.newBufferedWriter(part);
        Progress progress = output.progress("export", total)) {
      while (true) {
        List<Change> page = reader.changes(position, PAGE);
        if (page.isEmpty()) {
          return written;
        }
        for (Change change : page) {
          lines.write(ChangeJson.write(change));
          lines.newLine();
        }
        written += page.size();
        position = page.getLast().position();
        progress.at(written);
      }
    }
  }
}
