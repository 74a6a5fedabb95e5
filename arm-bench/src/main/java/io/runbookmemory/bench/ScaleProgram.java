package io.runbookmemory.bench;

import io.runbookmemory.bench.measure.Growth;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.bench.search.ArmSide;
import io.runbookmemory.bench.search.Comparison;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.EngineSide;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.bench.search.Selectivity;
import io.runbookmemory.bench.search.Side;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.lucene.LuceneOptions;
import io.runbookmemory.store.SearchRequest.Mode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How search grows with the store. */
@Command(
    name = "scale",
    description = {
      "How search grows from a thousand memories to a million. Run it with --build first, in a"
          + " heap",
      "of 3 GB, and then without in the heap that is to be enough: ARM_JAVA_OPTS=-Xmx256m."
    })
final class ScaleProgram implements Callable<Integer> {

  /** Finding the truth takes a comparison with every vector. */
  private static final int QUESTIONS_OF_RECALL = 50;

  /** The first store is not to be measured with a JVM that is colder than at the last. */
  private static final int WARMING = 3;

  private static final double MEBIBYTE = 1 << 20;

  @Option(names = "--vectors", required = true, paramLabel = "FILE", description = "The vectors.")
  private Path vectors = Path.of("");

  @Option(names = "--indexes", required = true, paramLabel = "DIR", description = "The indexes.")
  private Path indexes = Path.of("");

  @Option(
      names = "--sizes",
      split = ",",
      description = "How many memories, ${DEFAULT-VALUE} by default.")
  private List<Integer> sizes = List.of(1000, 10_000);

  @Option(names = "--build", description = "Write the stores instead of searching them.")
  private boolean build;

  @Option(names = "--rounds", description = "How often to ask all, ${DEFAULT-VALUE} by default.")
  private int rounds = 2;

  private final Table grown = new Table("grows as n to the", "filter", "exponent");

  @Override
  public Integer call() throws IOException {
    System.out.println(Machine.here());
    Tables.print(build ? "built" : "searched", build ? built() : searched());
    Tables.print(build ? "growth of building" : "growth", grown);
    return 0;
  }

  private Path folder(int size) {
    return indexes.resolve(Integer.toString(size)).resolve("arm-FLOAT32");
  }

  private Table built() throws IOException {
    Table table = new Table("memories", "seconds", "a second", "most heap, MiB", "index, MiB");
    Growth writing = new Growth();
    for (int size : sizes) {
      Data data = Data.read(vectors, size);
      System.out.println(data);
      heap().forEach(MemoryPoolMXBean::resetPeakUsage);
      boolean goesOn = Files.exists(folder(size));
      long begin = System.nanoTime();
      try (ArmSide arm = new ArmSide(folder(size), LuceneOptions.DEFAULT, data.space())) {
        arm.write(data, new Progress());
      }
      // What was there already took its time in another run.
      double seconds = goesOn ? Double.NaN : (System.nanoTime() - begin) / 1e9;
      long most = heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
      table.row(size, seconds, size / seconds, most, mebibytes(folder(size)));
      writing.add(size, seconds);
    }
    grown.row("writing", "-", writing.exponent());
    return table;
  }

  private Table searched() throws IOException {
    List<Entry> questions = Data.questions(vectors);
    Table table =
        new Table(
            "memories",
            "mode",
            "filter",
            "p50 ms",
            "p99 ms",
            "p50 grows",
            "engine p50",
            "engine grows",
            "recall@10",
            "heap after, MiB",
            "index, MiB");
    for (Mode mode : List.of(Mode.VECTOR, Mode.HYBRID)) {
      for (Selectivity selectivity : Selectivity.values()) {
        grow(new Comparison(questions, mode, selectivity), table);
      }
    }
    Growth disk = new Growth();
    for (int size : sizes) {
      disk.add(size, mebibytes(folder(size)));
    }
    grown.row("disk", "-", disk.exponent());
    return table;
  }

  /** Adds a row for each size. */
  private void grow(Comparison asked, Table table) throws IOException {
    double first = Double.NaN;
    double firstOfEngine = Double.NaN;
    Growth time = new Growth();
    Growth heap = new Growth();
    String mode = asked.mode().name().toLowerCase(Locale.ROOT);
    for (int size : sizes) {
      try (ArmSide arm = arm(size, asked);
          EngineSide engine = new EngineSide(folder(size))) {
        List<Timings> times = times(arm, engine, asked);
        double median = times.getFirst().median();
        double ofEngine = times.size() > 1 ? times.getLast().median() : Double.NaN;
        first = Double.isNaN(first) ? median : first;
        firstOfEngine = Double.isNaN(firstOfEngine) ? ofEngine : firstOfEngine;
        double held = heapInUse();
        table.row(
            size,
            mode,
            asked.selectivity(),
            median,
            times.getFirst().percentile(99),
            median / first,
            ofEngine,
            ofEngine / firstOfEngine,
            recall(arm, asked),
            held,
            mebibytes(folder(size)));
        time.add(size, median);
        heap.add(size, held);
      }
    }
    grown.row("p50 of " + mode + " search", asked.selectivity(), time.exponent());
    grown.row("heap after " + mode + " search", asked.selectivity(), heap.exponent());
  }

  private ArmSide arm(int size, Comparison asked) {
    if (!Files.exists(folder(size))) {
      throw new IllegalArgumentException("no store in " + folder(size) + ": use --build first");
    }
    return new ArmSide(folder(size), LuceneOptions.DEFAULT, Data.space(asked.questions()));
  }

  /** Returns ARM's times, and the engine's where all pass. */
  private List<Timings> times(ArmSide arm, EngineSide engine, Comparison asked) throws IOException {
    List<Side> sides = asked.selectivity() == Selectivity.ALL ? List.of(arm, engine) : List.of(arm);
    asked.time(sides, WARMING);
    return asked.time(sides, rounds);
  }

  private static double recall(ArmSide arm, Comparison asked) throws IOException {
    Comparison few = asked.few(QUESTIONS_OF_RECALL);
    return few.found(arm, few.truth(arm)).recallAtK();
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static double heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE;
  }

  private static double mebibytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum() / MEBIBYTE;
    }
  }
}
