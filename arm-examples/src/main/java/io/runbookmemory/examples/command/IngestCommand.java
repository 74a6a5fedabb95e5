package io.runbookmemory.examples.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.ingest.Ingested;
import io.runbookmemory.connectors.ingest.MemoryFiles;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.examples.view.Progress;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.remember.Remembered;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm ingest}: files into memory. */
@Command(
    name = "ingest",
    description = {
      "Remember files: Markdown runbooks (front matter optional), JSON Lines of memories, or a"
          + " corpus in BEIR layout. Folders are read recursively.",
      "What cannot be read is told with its place and reason, the rest goes in. Ingesting again"
          + " changes only what changed."
    })
public final class IngestCommand implements Callable<Integer> {

  /** How many memories are stored at once: large enough to share a disk's flush, small to lose. */
  private static final int BATCH = 32;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
  private List<Path> paths = List.of();

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "The name of the collection (default: the name of each PATH).")
  private @Nullable String source;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  private final List<Memory> batch = new ArrayList<>();
  private final List<String> places = new ArrayList<>();
  private final List<Ingested.Refused> refused = new ArrayList<>();
  private long added;
  private long updated;
  private long unchanged;

  /** Creates the command; picocli calls it. */
  public IngestCommand() {}

  @Override
  public Integer call() {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        output.complain("arm: " + path + " does not exist");
        return ExitStatus.USAGE;
      }
    }
    try (var open = store.openWithModel()) {
      paths.forEach(path -> ingest(open, path));
    }
    report();
    return refused.isEmpty() ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }

  private void ingest(StoreOptions.OpenMemory open, Path path) {
    MemoryFiles files =
        new MemoryFiles(
            new MemoryJson.Defaults(
                store.tenant(), nameOf(path), Instant.now(), Environments.DEFAULT));
    try (Progress progress = output.progress("ingest " + path, files.bytes(path))) {
      files.read(
          path,
          ingested -> {
            switch (ingested) {
              case Ingested.Read read -> {
                batch.add(read.memory());
                places.add(read.place());
                if (batch.size() == BATCH) {
                  flush(open);
                }
              }
              case Ingested.Refused refusal -> refuse(refusal);
            }
          },
          progress::at);
      flush(open);
      progress.at(Long.MAX_VALUE / 100);
    }
  }

  private String nameOf(Path path) {
    if (source != null) {
      return source;
    }
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? "root" : name.toString();
  }

  private void flush(StoreOptions.OpenMemory open) {
    List<Remembered> results = batch.isEmpty() ? List.of() : open.memory().rememberAll(batch);
    for (int i = 0; i < results.size(); i++) {
      switch (results.get(i)) {
        case Remembered.Added one -> added++;
        case Remembered.Updated one -> updated++;
        case Remembered.Unchanged one -> unchanged++;
        case Remembered.Rejected one -> refuse(new Ingested.Refused(places.get(i), one.reason()));
      }
    }
    batch.clear();
    places.clear();
  }

  private void refuse(Ingested.Refused refusal) {
    refused.add(refusal);
    output.complain("refused " + refusal.place() + ": " + refusal.reason());
  }

  private void report() {
    if (output.json()) {
      ObjectNode node = Output.object();
      node.put("added", added).put("updated", updated).put("unchanged", unchanged);
      ArrayNode rejected = node.putArray("rejected");
      refused.forEach(
          one -> rejected.addObject().put("place", one.place()).put("reason", one.reason()));
      output.print(node);
    } else {
      output.line(
          String.format(
              Locale.ROOT,
              "%d added, %d updated, %d unchanged, %d rejected",
              added,
              updated,
              unchanged,
              refused.size()));
    }
  }
}
