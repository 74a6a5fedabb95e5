package io.runbookmemory.bench;

import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.bench.search.ArmSide;
import io.runbookmemory.bench.search.Comparison;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.bench.search.RawSide;
import io.runbookmemory.bench.search.Selectivity;
import io.runbookmemory.bench.search.Side;
import io.runbookmemory.lucene.LuceneOptions;
import io.runbookmemory.lucene.VectorPrecision;
import io.runbookmemory.store.SearchRequest.Mode;
import java.io.IOException;
import java.nio.file.Path;
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
      "a memory, the same filter, as many neighbours asked of each graph as find .98 of the ten"
          + " nearest,",
      "and the JSON of the hits as a string. The indexes are written into DIR once and used again."
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
  private int asked = RawSide.ENOUGH;

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
      Tables.print("search", table(data, arm, raw));
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
    List<Side> sides = List.of(arm, raw);
    int questions = data.questions().size();
    for (Mode mode : Mode.values()) {
      for (Selectivity selectivity : Selectivity.values()) {
        Comparison comparison = new Comparison(data.questions(), mode, selectivity);
        comparison.time(sides, 1);
        List<Timings> times = comparison.time(sides, rounds);
        List<int[]> truth = mode == Mode.VECTOR ? comparison.truth(arm) : List.of();
        Timings ours = times.getFirst();
        Timings theirs = times.getLast();
        table.row(
            mode,
            selectivity,
            ours.median(),
            theirs.median(),
            ours.ratioTo(theirs, 50, questions),
            ours.percentile(99),
            theirs.percentile(99),
            ours.ratioTo(theirs, 99, questions),
            truth.isEmpty() ? Double.NaN : comparison.found(arm, truth).recallAtK(),
            truth.isEmpty() ? Double.NaN : comparison.found(raw, truth).recallAtK());
      }
    }
    return table;
  }
}
