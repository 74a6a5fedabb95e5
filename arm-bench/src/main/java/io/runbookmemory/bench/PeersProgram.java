package io.runbookmemory.bench;

import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.bench.search.ArmSide;
import io.runbookmemory.bench.search.Comparison;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.HnswlibSide;
import io.runbookmemory.bench.search.JVectorSide;
import io.runbookmemory.bench.search.LangChain4jSide;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.bench.search.Selectivity;
import io.runbookmemory.bench.search.Side;
import io.runbookmemory.bench.search.TunedSide;
import io.runbookmemory.lucene.LuceneOptions;
import io.runbookmemory.store.SearchRequest.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** ARM's search by vector beside that of other libraries. */
@Command(
    name = "peers",
    description = {
      "ARM's search by vector beside JVector, hnswlib-core and LangChain4j's store in memory, on"
          + " the",
      "same vectors. The peers' search is tuned to a recall@10 of 0.98 on half of the questions;"
          + " the",
      "graphs have 16 connections and a beam of 100 while they are built. ARM reads from disk and",
      "gives memories, JVector and hnswlib-core hold all in the heap and give numbers."
    })
final class PeersProgram implements Callable<Integer> {

  private static final double WANTED_RECALL = 0.98;
  private static final int[] CANDIDATES = {10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 1000};

  @Option(names = "--vectors", required = true, paramLabel = "FILE", description = "The vectors.")
  private Path vectors = Path.of("");

  @Option(names = "--indexes", required = true, paramLabel = "DIR", description = "The indexes.")
  private Path indexes = Path.of("");

  @Option(names = "--memories", description = "How many, ${DEFAULT-VALUE} by default.")
  private int memories = 10_000;

  @Option(names = "--rounds", description = "How often to ask all, ${DEFAULT-VALUE} by default.")
  private int rounds = 1;

  @Override
  public Integer call() throws IOException {
    Data data = Data.read(vectors, memories);
    Path folder = indexes.resolve(Integer.toString(memories));
    Table table =
        new Table("library", "filter", "candidates", "p50 ms", "p99 ms", "by ARM's", "recall@10");
    try (ArmSide arm =
            new ArmSide(folder.resolve("arm-FLOAT32"), LuceneOptions.DEFAULT, data.space());
        JVectorSide jvector = new JVectorSide(data);
        HnswlibSide hnswlib = new HnswlibSide(data);
        LangChain4jSide langChain4j = new LangChain4jSide(data)) {
      arm.write(data, new Progress());
      compare(table, data, Selectivity.ALL, List.of(arm, jvector, hnswlib, langChain4j));
      compare(table, data, Selectivity.TWENTIETH, List.of(arm, jvector, langChain4j));
      table.row(hnswlib.name(), Selectivity.TWENTIETH, "knows no filter", "-", "-", "-", "-");
    }
    System.out.println(Machine.here());
    System.out.println(data);
    Tables.print("peers", table);
    return 0;
  }

  private void compare(Table table, Data data, Selectivity selectivity, List<Side> sides)
      throws IOException {
    ArmSide arm = (ArmSide) sides.getFirst();
    Comparison even = new Comparison(data.everySecond(0), Mode.VECTOR, selectivity);
    Comparison odd = new Comparison(data.everySecond(1), Mode.VECTOR, selectivity);
    List<int[]> evenTruth = even.truth(arm);
    List<String> kept = new ArrayList<>();
    for (Side side : sides) {
      kept.add(side instanceof TunedSide tuned ? tune(tuned, even, evenTruth) : "-");
    }
    List<int[]> truth = odd.truth(arm);
    odd.time(sides, 1);
    List<Timings> times = odd.time(sides, rounds);
    for (int i = 0; i < sides.size(); i++) {
      table.row(
          sides.get(i).name(),
          selectivity,
          kept.get(i),
          times.get(i).median(),
          times.get(i).percentile(99),
          times.get(i).ratioTo(times.getFirst(), 50, odd.questions().size()),
          odd.recallAtK(sides.get(i), truth));
    }
  }

  private static String tune(TunedSide side, Comparison comparison, List<int[]> truth)
      throws IOException {
    for (int candidates : CANDIDATES) {
      side.keep(candidates);
      if (comparison.recallAtK(side, truth) >= WANTED_RECALL) {
        return Integer.toString(candidates);
      }
    }
    return "too few at " + CANDIDATES[CANDIDATES.length - 1];
  }
}
