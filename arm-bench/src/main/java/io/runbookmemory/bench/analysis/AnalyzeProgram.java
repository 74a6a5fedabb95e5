package io.runbookmemory.bench.analysis;

import io.runbookmemory.bench.kill.Jvm;
import io.runbookmemory.bench.upkeep.MixedMemories;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What sleep-time analysis finds, and what it costs. */
@Command(
    name = "analyze",
    description = {
      "Sleep-time analysis: what is found of what was planted in synthetic years, and what a whole"
          + " run and one after a day more cost, in a process with a small heap.",
      "The memories are written to a Lucene store, without vectors."
    })
public final class AnalyzeProgram implements Callable<Integer> {

  @Option(
      names = "--seed",
      split = ",",
      description = "The years to be scored, drawn from these seeds (${DEFAULT-VALUE}).",
      defaultValue = "201,202,203")
  private long[] seeds = {};

  @Option(names = "--events", description = "How many firings are to be paid (${DEFAULT-VALUE}).")
  private int events = 1_000_000;

  @Option(names = "--signals", description = "Of how many signals (${DEFAULT-VALUE}).")
  private int signals = 2_000;

  @Option(names = "--memories", description = "How many memories (${DEFAULT-VALUE}).")
  private int memories = 100_000;

  @Option(names = "--heap", description = "The heap to do with (${DEFAULT-VALUE}).")
  private String heap = "512m";

  @Option(
      names = "--into",
      paramLabel = "DIR",
      description = "Measure the cost too, on what another run wrote there, else writing it first.")
  private @Nullable Path directory;

  /** Creates the program; picocli calls it. */
  public AnalyzeProgram() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (seeds.length > 0) {
      System.out.println(ScoreTable.of(seeds));
    }
    if (directory == null) {
      return 0;
    }
    Path store = directory.resolve("store");
    Path file = directory.resolve("events");
    if (!Files.exists(file)) {
      Files.createDirectories(directory);
      write(store, file);
    }
    return new ProcessBuilder(
            Jvm.command(AnalyzeRun.class, heap, store.toString(), file.toString()))
        .inheritIO()
        .start()
        .waitFor();
  }

  private void write(Path store, Path file) throws IOException {
    try (LuceneMemoryStore open = LuceneMemoryStore.open(store)) {
      new MixedMemories(false).write(open.writer(Tenant.DEFAULT), memories);
    }
    RecordedEvents.write(PlantedYear.of(1, signals, events), file);
  }
}
