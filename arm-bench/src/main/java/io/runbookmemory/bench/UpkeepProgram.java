package io.runbookmemory.bench;

import io.runbookmemory.bench.kill.Jvm;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.upkeep.MixedMemories;
import io.runbookmemory.bench.upkeep.UpkeepRun;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What audit, decay and pruning cost over a whole store. */
@Command(
    name = "upkeep",
    description = {
      "Audit, decay and a dry run of the pruner over a Lucene store, in a process with a small"
          + " heap.",
      "The store is written first, which takes minutes, unless --store names one that is there."
    })
final class UpkeepProgram implements Callable<Integer> {

  @Option(names = "--memories", description = "How many (${DEFAULT-VALUE}).")
  private int memories = 100_000;

  @Option(names = "--heap", description = "The heap to do with (${DEFAULT-VALUE}).")
  private String heap = "256m";

  @Option(names = "--lexical", description = "Write it without vectors, which is much quicker.")
  private boolean lexical;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "A Lucene store to read, or to write and keep.")
  private @Nullable Path kept;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = kept == null ? Files.createTempDirectory("arm-upkeep") : kept;
    try {
      if (kept == null || !Files.exists(kept)) {
        try (LuceneMemoryStore store = LuceneMemoryStore.open(directory)) {
          new MixedMemories(!lexical).write(store.writer(Tenant.DEFAULT), memories);
        }
      }
      return new ProcessBuilder(Jvm.command(UpkeepRun.class, heap, directory.toString()))
          .inheritIO()
          .start()
          .waitFor();
    } finally {
      if (kept == null) {
        Scratch.delete(directory);
      }
    }
  }
}
