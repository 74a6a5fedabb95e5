package io.runbookmemory.bench;

import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.bench.peers.LangChain4jLuceneSide;
import io.runbookmemory.bench.peers.LangChain4jSide;
import io.runbookmemory.bench.peers.MadeData;
import io.runbookmemory.bench.peers.SpringAiMemorySide;
import io.runbookmemory.bench.peers.SqliteFtsSide;
import io.runbookmemory.bench.search.ArmSide;
import io.runbookmemory.bench.search.Comparison;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.HnswlibSide;
import io.runbookmemory.bench.search.JVectorSide;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.bench.search.RawSide;
import io.runbookmemory.bench.search.Selectivity;
import io.runbookmemory.bench.search.Side;
import io.runbookmemory.bench.search.TunedSide;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.lucene.LuceneOptions;
import io.runbookmemory.store.SearchRequest.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** ARM's search beside that of other libraries. */
@Command(
    name = "peers",
    description = {
      "ARM's search by vector beside JVector, hnswlib-core, raw Lucene, LangChain4j's stores in"
          + " memory",
      "and on Lucene and Spring AI's in memory, on the same vectors; its search by words on SQLite"
          + " beside",
      "FTS5 alone. Without a filter and with filters of 50 %%, 5 %% and 0.5 %%: time, how many of"
          + " ten hits",
      "come back, and recall@10. JVector and hnswlib-core are tuned to find on half of the"
          + " questions",
      "what ARM finds of them without a filter (0.99 if that is more); the graphs have 16"
          + " connections and",
      "a beam of 100 while they are built. What knows no filter has its ten hits filtered by its"
          + " caller;",
      "what takes longer than 50 ms is asked 20 questions once."
    })
final class PeersProgram implements Callable<Integer> {

  /** Of the last hundredth each part costs more than the one before: none is tuned beyond this. */
  private static final double MOST_WANTED = 0.99;

  private static final int[] CANDIDATES = {
    10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100, 125, 150, 175, 200, 250, 300, 400, 500, 1000
  };

  /** What takes longer for a question is asked few, and once: some take seconds. */
  private static final double SLOW_MS = 50;

  private static final int FEW = 20;

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description = "The vectors; without them data is made up from a seed.")
  private @Nullable Path vectors;

  @Option(
      names = "--indexes",
      paramLabel = "DIR",
      description = "Where ARM's and raw Lucene's indexes are kept for the next run.")
  private @Nullable Path indexes;

  @Option(names = "--memories", description = "How many, ${DEFAULT-VALUE} by default.")
  private int memories = 10_000;

  @Option(names = "--rounds", description = "How often to ask all, ${DEFAULT-VALUE} by default.")
  private int rounds = 1;

  /** What ARM finds without a filter, by which the others are tuned. */
  private double wanted = MOST_WANTED;

  /** How many candidates a side keeps, once it was tuned without a filter. */
  private final Map<String, String> tuned = new HashMap<>();

  @Override
  public Integer call() throws IOException {
    Data data = MadeData.readOrMake(vectors, memories);
    Path scratch = Files.createTempDirectory("arm-peers");
    try {
      System.out.println(Machine.here());
      System.out.println(data);
      Tables.print("peers", byVector(data, scratch));
      Tables.print("peers by words", byWords(data, scratch));
    } finally {
      Scratch.delete(scratch);
    }
    return 0;
  }

  private static Table table() {
    return new Table(
        "library",
        "filter",
        "candidates",
        "questions",
        "p50 ms",
        "p99 ms",
        "by ARM's",
        "recall@10",
        "hits of 10");
  }

  private Table byVector(Data data, Path scratch) throws IOException {
    Path kept = indexes == null ? scratch : indexes;
    Path folder = kept.resolve((vectors == null ? "made-" : "") + memories);
    Table table = table();
    try (ArmSide arm =
            new ArmSide(folder.resolve("arm-FLOAT32"), LuceneOptions.DEFAULT, data.space());
        RawSide raw = new RawSide(folder.resolve("raw"), RawSide.ENOUGH);
        JVectorSide jvector = new JVectorSide(data);
        HnswlibSide hnswlib = new HnswlibSide(data);
        LangChain4jSide langChain4j = new LangChain4jSide(data);
        LangChain4jLuceneSide onLucene =
            new LangChain4jLuceneSide(scratch.resolve("langchain4j"), data);
        SpringAiMemorySide springAi = new SpringAiMemorySide(data)) {
      arm.write(data, new Progress());
      raw.write(data, new Progress());
      List<Side> sides = List.of(arm, raw, jvector, hnswlib, langChain4j, onLucene, springAi);
      for (Selectivity selectivity : Selectivity.values()) {
        compare(table, data, selectivity, Mode.VECTOR, sides);
      }
    }
    return table;
  }

  private Table byWords(Data data, Path scratch) throws IOException {
    Table table = table();
    try (ArmSide arm =
            new ArmSide(SqliteMemoryStore.open(scratch.resolve("arm.db")), data.space());
        SqliteFtsSide alone = new SqliteFtsSide(scratch.resolve("fts.db"), data)) {
      arm.write(data, new Progress());
      for (Selectivity selectivity : Selectivity.values()) {
        compare(table, data, selectivity, Mode.TEXT, List.of(arm, alone));
      }
    }
    return table;
  }

  private void compare(Table table, Data data, Selectivity selectivity, Mode mode, List<Side> sides)
      throws IOException {
    ArmSide arm = (ArmSide) sides.getFirst();
    Comparison even = new Comparison(data.everySecond(0), mode, selectivity);
    Comparison odd = new Comparison(data.everySecond(1), mode, selectivity);
    List<int[]> evenTruth = even.truth(arm);
    if (selectivity == Selectivity.ALL && mode == Mode.VECTOR) {
      wanted = Math.min(MOST_WANTED, even.found(arm, evenTruth).recallAtK());
    }
    for (Side side : sides) {
      if (side instanceof TunedSide one && (one.knowsFilters() || selectivity == Selectivity.ALL)) {
        tuned.put(one.name(), tune(one, even, evenTruth));
      }
    }
    List<Timings> tried = odd.few(FEW).time(sides, 1);
    List<Side> quick = new ArrayList<>();
    List<Side> slow = new ArrayList<>();
    for (int i = 0; i < sides.size(); i++) {
      boolean isSlow = i > 0 && tried.get(i).median() > SLOW_MS;
      (isSlow ? slow : quick).add(sides.get(i));
    }
    odd.time(quick, 1);
    rows(table, odd, odd.time(quick, rounds), quick, 0);
    if (!slow.isEmpty()) {
      slow.addFirst(arm);
      Comparison few = odd.few(FEW);
      rows(table, few, few.time(slow, 1), slow, 1);
    }
  }

  /** Adds a row for each side from one on; the first is ARM, and was asked the same. */
  private void rows(Table table, Comparison asked, List<Timings> times, List<Side> sides, int from)
      throws IOException {
    List<int[]> truth = asked.truth((ArmSide) sides.getFirst());
    for (int i = from; i < sides.size(); i++) {
      Side side = sides.get(i);
      boolean filters = side.knowsFilters() || asked.selectivity() == Selectivity.ALL;
      Comparison.Found found = asked.found(side, truth);
      table.row(
          asked.mode() == Mode.TEXT && i == 0 ? "arm on SQLite" : side.name(),
          filters ? asked.selectivity() : asked.selectivity() + ", by the caller",
          tuned.getOrDefault(side.name(), "-"),
          asked.questions().size(),
          times.get(i).median(),
          times.get(i).percentile(99),
          times.get(i).ratioTo(times.getFirst(), 50, asked.questions().size()),
          found.recallAtK(),
          found.hits());
    }
  }

  private String tune(TunedSide side, Comparison comparison, List<int[]> truth) throws IOException {
    for (int candidates : CANDIDATES) {
      side.keep(candidates);
      if (comparison.found(side, truth).recallAtK() >= wanted) {
        return Integer.toString(candidates);
      }
    }
    return "too few at " + CANDIDATES[CANDIDATES.length - 1];
  }
}
