package io.runbookmemory.bench.analysis;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.bench.kill.Jvm;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.upkeep.MixedMemories;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What sleep-time analysis finds, and what it costs. */
@Command(
    name = "analyze",
    description = {
      "Sleep-time analysis: what is found of what was planted in synthetic years, and what a whole"
          + " run and one after a day more cost, in a process with a small heap.",
      "The memories are in a Lucene store, without vectors; the alerts in a SQLite ledger beside"
          + " it."
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

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description =
          "Have the Java flight recorder write what the process with the small heap does.")
  private @Nullable Path recording;

  /** Creates the program; picocli calls it. */
  public AnalyzeProgram() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (seeds.length > 0) {
      Tables.print("planted", ScoreTable.of(seeds));
    }
    if (directory == null) {
      return 0;
    }
    Path written = directory.resolve("written");
    if (!Files.exists(written)) {
      Path writing = Files.createDirectories(directory.resolve("writing"));
      Scratch.delete(writing);
      write(Files.createDirectory(writing));
      Files.move(writing, written);
    }
    // A run writes down what it found and that it ran: the next one is to find it as it was.
    Path copy = Files.createDirectories(directory.resolve("copy"));
    Scratch.delete(copy);
    copy(written, copy);
    return new ProcessBuilder(command(copy)).inheritIO().start().waitFor();
  }

  private List<String> command(Path copy) {
    List<String> command = Jvm.command(AnalyzeRun.class, heap, copy.toString());
    if (recording != null) {
      command.add(1, "-XX:StartFlightRecording=settings=profile,filename=" + recording);
    }
    return command;
  }

  private void write(Path into) {
    PlantedYear year = PlantedYear.of(1, signals, events);
    Instant lastDay = PlantedYear.UNTIL.minus(Duration.ofDays(1));
    LedgerYear alerts = new LedgerYear();
    try (LuceneMemoryStore store = LuceneMemoryStore.open(into.resolve(AnalyzeRun.STORE));
        SqliteMemoryStore ledger = SqliteMemoryStore.open(into.resolve(AnalyzeRun.LEDGER));
        SqliteMemoryStore day = SqliteMemoryStore.open(into.resolve(AnalyzeRun.DAY));
        RunbookMemory memory = RunbookMemory.builder(store).ledger(ledger).build()) {
      new MixedMemories(false).write(store.writer(Tenant.DEFAULT), memories);
      LedgerYear.deploy(year, memory);
      alerts.write(year, at -> at.isBefore(lastDay), ledger);
      alerts.write(year, at -> !at.isBefore(lastDay), day);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one).toString()));
      }
    }
  }
}
