package io.runbookmemory.bench;

import io.runbookmemory.bench.measure.Bounds;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.bench.search.ArmSide;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.bench.search.Selectivity;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.store.SearchRequest.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The exact search of a SQLite file, beside a mere reading of as many numbers. */
@Command(
    name = "sqlite",
    description = {
      "Exact search in a SQLite file: without a filter beside the sum of an array as large as all"
          + " vectors,",
      "which is as quick as memory can be read by one thread, and filtered to one service of"
          + " twenty."
    })
final class SqliteProgram implements Callable<Integer> {

  @Option(names = "--vectors", required = true, paramLabel = "FILE", description = "The vectors.")
  private Path vectors = Path.of("");

  @Option(names = "--memories", description = "How many, ${DEFAULT-VALUE} by default.")
  private int memories = 10_000;

  @Option(names = "--questions", description = "How many, ${DEFAULT-VALUE} by default.")
  private int questions = 200;

  private float read;

  @Override
  public Integer call() throws Exception {
    Data data = Data.read(vectors, memories);
    List<Entry> asked = data.questions().subList(0, Math.min(questions, data.questions().size()));
    Path directory = Files.createTempDirectory("arm-sqlite");
    Path file = directory.resolve("store.db");
    try (ArmSide arm = new ArmSide(SqliteMemoryStore.open(file), data.space())) {
      long begin = System.nanoTime();
      arm.write(data, new Progress());
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.println(Machine.here());
      System.out.println(data);
      System.out.printf(
          "written in %.1f s, %,.0f a second, %,d bytes a memory%n%n",
          seconds, data.size() / seconds, Files.size(file) / data.size());
      Tables.print("first searches", first(arm, asked.getFirst()));
      Tables.print("searches", table(data, arm, asked));
    } finally {
      Scratch.delete(directory);
    }
    return 0;
  }

  /** What a process sees that searches a few times only, before it has the vectors in memory. */
  private static Table first(ArmSide arm, Entry question) {
    Table table = new Table("search by vector, exact", "none ms", "5 % ms");
    for (String which : List.of("first", "second", "third", "fourth")) {
      table.row(
          which, once(arm, question, Selectivity.ALL), once(arm, question, Selectivity.TWENTIETH));
    }
    return table;
  }

  private static double once(ArmSide arm, Entry question, Selectivity selectivity) {
    Timings timings = new Timings();
    timings.time(() -> arm.search(question, Mode.VECTOR, selectivity));
    return timings.median();
  }

  private Table table(Data data, ArmSide arm, List<Entry> asked) {
    float[] array = new float[data.size() * data.space().dimension()];
    Arrays.fill(array, 0.5f);
    Table table = new Table("mode", "filter", "p50 ms", "p99 ms", "reading p50 ms", "ratio p50");
    for (Mode mode : Mode.values()) {
      for (Selectivity selectivity : Selectivity.values()) {
        Timings search = new Timings();
        Timings reading = new Timings();
        for (int i = -asked.size() / 4; i < asked.size(); i++) {
          Entry question = asked.get(Math.floorMod(i, asked.size()));
          Timings intoSearch = i < 0 ? new Timings() : search;
          intoSearch.time(() -> arm.search(question, mode, selectivity));
          Timings intoReading = i < 0 ? new Timings() : reading;
          intoReading.time(() -> read += Bounds.sum(array));
        }
        table.row(
            mode,
            selectivity,
            search.median(),
            search.percentile(99),
            reading.median(),
            search.ratioTo(reading));
      }
    }
    if (Float.isNaN(read)) {
      throw new IllegalStateException("a sum of numbers must be a number");
    }
    return table;
  }
}
