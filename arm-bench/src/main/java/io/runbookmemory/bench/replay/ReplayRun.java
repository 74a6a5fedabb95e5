package io.runbookmemory.bench.replay;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.bench.measure.Bounds;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.connectors.evaluation.IncidentFiles;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.replay.engine.ReplayEngine;
import io.runbookmemory.replay.engine.ReplayReport;
import io.runbookmemory.replay.engine.ReplaySettings;
import io.runbookmemory.replay.engine.Responder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The process with the small heap: files read and checked, and replayed. */
public final class ReplayRun {

  private static final int TOLD = 100;

  private final Table table = new Table("", "seconds", "CPU seconds", "peak heap, MB");
  private long nanos = System.nanoTime();
  private Duration cpu = cpuTime();

  private ReplayRun() {}

  /**
   * Measures and prints a table.
   *
   * @param arguments the folder, and the number of threads
   */
  public static void main(String[] arguments) {
    System.out.println(Machine.here());
    new ReplayRun().run(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
  }

  private void run(Path folder, int threads) {
    long began = nanos;
    Duration spent = cpu;
    IncidentFiles files = IncidentFiles.read(List.of(folder));
    row("read and checked");
    ReplayReport report;
    try (EmbeddingModel model = new WordVectors()) {
      ReplayEngine engine =
          new ReplayEngine(
              ReplaySettings.DEFAULT.withThreads(threads),
              new PassageEmbedder(model),
              (known, clock) -> {
                RunbookMemory memory =
                    RunbookMemory.builder(known)
                        .model(model)
                        .clock(clock)
                        .countRecalls(false)
                        .build();
                return Responder.judging(memory::plan, memory::close);
              });
      report = engine.run(files.incidents(), ReplayRun::tell);
    }
    row("replayed");
    nanos = began;
    cpu = spent;
    row("in all");
    Tables.print("replay", table);
    System.out.printf(
        "%d incidents, %d problems, pages before %d, after %d, worse %d, report of %d characters%n",
        report.incidents().size(),
        files.problems().size(),
        report.before().total(),
        report.after().total(),
        report.worse().size(),
        report.toJson().length());
    Tables.print("bounds", bounds(folder));
  }

  private static Table bounds(Path folder) {
    try {
      return Bounds.table(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tell(long asked) {
    if (asked % TOLD == 0) {
      System.err.println(asked + " incidents asked");
    }
  }

  private void row(String what) {
    double seconds = (System.nanoTime() - nanos) / 1e9;
    double work = cpuTime().minus(cpu).toMillis() / 1000.0;
    table.row(what, seconds, work, peakMegabytes());
    nanos = System.nanoTime();
    cpu = cpuTime();
  }

  /** What the pools of the heap held at most, garbage included: an upper bound. */
  private static double peakMegabytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum()
        / 1e6;
  }

  private static Duration cpuTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
