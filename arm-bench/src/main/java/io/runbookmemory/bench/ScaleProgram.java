package io.runbookmemory.bench;

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

  @Override
  public Integer call() throws IOException {
    System.out.println(Machine.here());
    Tables.print(build ? "built" : "searched", build ? built() : searched());
    return 0;
  }

  private Path folder(int size) {
    return indexes.resolve(Integer.toString(size)).resolve("arm-FLOAT32");
  }

  private Table built() throws IOException {
    Table table = new Table("memories", "seconds", "a second", "most heap, MiB", "index, MiB");
    for (int size : sizes) {
      Data data = Data.read(vectors, size);
      System.out.println(data);
      heap().forEach(MemoryPoolMXBean::resetPeakUsage);
      long begin = System.nanoTime();
      try (ArmSide arm = new ArmSide(folder(size), LuceneOptions.DEFAULT, data.space())) {
        arm.write(data, new Progress());
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      long most = heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
      table.row(size, seconds, size / seconds, most, bytes(folder(size)) >> 20);
    }
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
    return table;
  }

  /** Adds a row for each size. */
  private void grow(Comparison asked, Table table) throws IOException {
    double first = Double.NaN;
    double firstOfEngine = Double.NaN;
    for (int size : sizes) {
      if (!Files.exists(folder(size))) {
        throw new IllegalArgumentException("no store in " + folder(size) + ": use --build first");
      }
      try (ArmSide arm =
              new ArmSide(folder(size), LuceneOptions.DEFAULT, Data.space(asked.questions()));
          EngineSide engine = new EngineSide(folder(size))) {
        List<Side> sides =
            asked.selectivity() == Selectivity.ALL ? List.of(arm, engine) : List.of(arm);
        asked.time(sides, WARMING);
        List<Timings> times = asked.time(sides, rounds);
        double median = times.getFirst().median();
        double ofEngine = sides.size() > 1 ? times.getLast().median() : Double.NaN;
        first = Double.isNaN(first) ? median : first;
        firstOfEngine = Double.isNaN(firstOfEngine) ? ofEngine : firstOfEngine;
        table.row(
            size,
            asked.mode().name().toLowerCase(Locale.ROOT),
            asked.selectivity(),
            median,
            times.getFirst().percentile(99),
            median / first,
            ofEngine,
            ofEngine / firstOfEngine,
            recall(arm, asked),
            heapInUse(),
            bytes(folder(size)) >> 20);
      }
    }
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

  private static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
