package io.runbookmemory.bench;

import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.bench.search.ArmSide;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.bench.search.RawSide;
import io.runbookmemory.bench.search.Selectivity;
import io.runbookmemory.bench.search.Side;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.lucene.LuceneOptions;
import io.runbookmemory.lucene.VectorPrecision;
import io.runbookmemory.store.SearchRequest.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** ARM's search beside the Lucene that it is made of. */
@Command(
    name = "search",
    description = {
      "ARM's whole search, hits with parsed memories and usage, beside Lucene by hand: one"
          + " document",
      "a memory, the same filter, as many neighbours asked of the graph, and the JSON of the hits"
          + " as",
      "a string. The indexes are written into DIR once and used again."
    })
final class SearchProgram implements Callable<Integer> {

  @Option(names = "--vectors", required = true, paramLabel = "FILE", description = "The vectors.")
  private Path vectors = Path.of("");

  @Option(names = "--indexes", required = true, paramLabel = "DIR", description = "The indexes.")
  private Path indexes = Path.of("");

  @Option(names = "--memories", description = "How many, ${DEFAULT-VALUE} by default.")
  private int memories = 10_000;

  @Option(names = "--rounds", description = "How often to ask all, ${DEFAULT-VALUE} by default.")
  private int rounds = 3;

  @Option(names = "--asked", description = "What raw asks the graph for: ${DEFAULT-VALUE}.")
  private int asked = 100;

  @Option(names = "--precision", description = "How the graph compares: ${COMPLETION-CANDIDATES}.")
  private VectorPrecision precision = VectorPrecision.FLOAT32;

  @Override
  public Integer call() throws IOException {
    Data data = Data.read(vectors, memories);
    Progress progress = new Progress();
    LuceneOptions options = LuceneOptions.builder().vectors(precision).build();
    Path folder = indexes.resolve(Integer.toString(memories));
    try (ArmSide arm = new ArmSide(folder.resolve("arm-" + precision), options, data.space());
        RawSide raw = new RawSide(folder.resolve("raw"), asked)) {
      arm.write(data, progress);
      raw.write(data, progress);
      System.out.println(Machine.here());
      System.out.println(data);
      System.out.println(table(data, arm, raw));
    }
    return 0;
  }

  private Table table(Data data, ArmSide arm, RawSide raw) throws IOException {
    Table table =
        new Table(
            "mode",
            "filter",
            "arm p50 ms",
            "raw p50 ms",
            "ratio",
            "arm p99 ms",
            "raw p99 ms",
            "ratio p99",
            "arm recall@10",
            "raw recall@10");
    for (Mode mode : Mode.values()) {
      for (Selectivity selectivity : Selectivity.values()) {
        measure(List.of(arm, raw), data.questions(), mode, selectivity, 1);
        List<Timings> times =
            measure(List.of(arm, raw), data.questions(), mode, selectivity, rounds);
        Timings ours = times.getFirst();
        Timings theirs = times.getLast();
        table.row(
            mode,
            selectivity,
            ours.median(),
            theirs.median(),
            ours.median() / theirs.median(),
            ours.percentile(99),
            theirs.percentile(99),
            ours.percentile(99) / theirs.percentile(99),
            mode == Mode.VECTOR ? recallAtK(arm, arm, data, selectivity) : Double.NaN,
            mode == Mode.VECTOR ? recallAtK(raw, arm, data, selectivity) : Double.NaN);
      }
    }
    return table;
  }

  /** Asks all in turn, and who goes first alternates. */
  private static List<Timings> measure(
      List<Side> sides, List<Entry> questions, Mode mode, Selectivity selectivity, int rounds)
      throws IOException {
    List<Timings> times = sides.stream().map(side -> new Timings()).toList();
    int asked = 0;
    for (int round = 0; round < rounds; round++) {
      for (Entry question : questions) {
        int first = asked++ % sides.size();
        for (int turn = 0; turn < sides.size(); turn++) {
          int side = (first + turn) % sides.size();
          long begin = System.nanoTime();
          sides.get(side).search(question, mode, selectivity);
          times.get(side).add(System.nanoTime() - begin);
        }
      }
    }
    return times;
  }

  private static double recallAtK(Side side, ArmSide oracle, Data data, Selectivity selectivity)
      throws IOException {
    long found = 0;
    long wanted = 0;
    for (Entry question : data.questions()) {
      int[] right = oracle.exact(question, Mode.VECTOR, selectivity);
      int[] given = side.search(question, Mode.VECTOR, selectivity);
      wanted += right.length;
      found +=
          Arrays.stream(right).filter(one -> Arrays.stream(given).anyMatch(n -> n == one)).count();
    }
    return (double) found / wanted;
  }
}
