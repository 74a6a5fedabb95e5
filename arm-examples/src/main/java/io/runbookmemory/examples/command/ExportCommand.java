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
import io.runbookmemory.store.json.EntryJson;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm export}: a store into a file. */
@Command(
    name = "export",
    description =
        "Write every memory with its vectors, usage and tombstones, and all that is remembered of"
            + " incidents, drafts and runs, as JSON Lines, which arm import reads into any store.")
public final class ExportCommand implements Callable<Integer> {

  private static final int PAGE = 256;

  @Parameters(paramLabel = "FILE.jsonl", description = "Written whole or not at all.")
  private Path file = Path.of("");

  @Option(
      names = "--memories-only",
      description = "Leave out the ledger: incidents, deployments, alerts, drafts, runs, audit.")
  private boolean memoriesOnly;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public ExportCommand() {}

  @Override
  public Integer call() {
    Path whole = file.toAbsolutePath();
    Path part = whole.resolveSibling(whole.getFileName() + ".part");
    long memories;
    long entries = 0;
    try {
      try (BufferedWriter lines = Files.newBufferedWriter(part)) {
        memories = writeMemories(lines);
        if (!memoriesOnly) {
          entries = writeEntries(lines);
        }
      }
      Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ConfigurationException(file.toString(), "cannot write " + file + ": " + e, e);
    } finally {
      deleted(part);
    }
    if (output.json()) {
      output.print(Output.object().put("exported", memories).put("entries", entries));
    } else {
      output.line(
          String.format(
              Locale.ROOT,
              "%d memories and tombstones exported to %s, and %d entries of the ledger",
              memories,
              file,
              entries));
    }
    return ExitStatus.OK;
  }

  private static void deleted(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new ConfigurationException(part.toString(), "cannot delete " + part + ": " + e, e);
    }
  }

  private long writeMemories(BufferedWriter lines) throws IOException {
    try (MemoryStore open = store.openToRead()) {
      MemoryReader reader = open.reader(store.tenant());
      long total = reader.stats().memories() + reader.stats().tombstones();
      long written = 0;
      long position = 0;
      try (Progress progress = output.progress("export", total)) {
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

  /** Writes the streams in the order of their names, so that equal stores make equal files. */
  private long writeEntries(BufferedWriter lines) throws IOException {
    Optional<LedgerStore> kept = store.openLedgersToRead();
    if (kept.isEmpty()) {
      return 0;
    }
    try (LedgerStore open = kept.get()) {
      Ledger ledger = open.ledger(store.tenant());
      long written = 0;
      for (LedgerStream stream : sorted(ledger.streams())) {
        List<PostedEntry> page = ledger.read(EntryFilter.of(stream), 0, PAGE);
        while (!page.isEmpty()) {
          for (PostedEntry posted : page) {
            lines.write(EntryJson.write(posted.entry()));
            lines.newLine();
          }
          written += page.size();
          page = ledger.read(EntryFilter.of(stream), page.getLast().position(), PAGE);
        }
      }
      return written;
    }
  }

  private static List<LedgerStream> sorted(Set<LedgerStream> streams) {
    return streams.stream().sorted(Comparator.comparing(LedgerStream::name)).toList();
  }
}
