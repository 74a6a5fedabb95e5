package io.runbookmemory.bench;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.bench.recall.LangChain4jRanker;
import io.runbookmemory.bench.recall.Spent;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.connectors.evaluation.BeirSet;
import io.runbookmemory.connectors.ingest.Ingested;
import io.runbookmemory.connectors.ingest.MemoryFiles;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.replay.Asking;
import io.runbookmemory.replay.Bootstrap;
import io.runbookmemory.replay.Evaluation;
import io.runbookmemory.replay.EvaluationQuery;
import io.runbookmemory.replay.Ranker;
import io.runbookmemory.replay.RecallRanker;
import io.runbookmemory.replay.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** ARM's recall beside LangChain4j's retrieval. */
@Command(
    name = "recall",
    description = {
      "ARM's recall beside LangChain4j as its easy-rag module sets it up (segments of 300 tokens,",
      "30 of them shared; store in memory), both with bge-small-en-v1.5, on a set in BEIR layout.",
      "And how much of a recall is ARM's own: neither in the model nor in the store. What both",
      "index is kept in DIR for the next run."
    })
final class RecallProgram implements Callable<Integer> {

  private static final int BATCH = 32;

  @Option(names = "--set", required = true, paramLabel = "DIR", description = "The set.")
  private Path set = Path.of("");

  @Option(names = "--indexes", required = true, paramLabel = "DIR", description = "The indexes.")
  private Path indexes = Path.of("");

  @Option(names = "--no-peers", description = "Leave LangChain4j out.")
  private boolean noPeers;

  /** So many questions are asked before the time of the others is taken. */
  private static final int WARM_UP = 50;

  private final Instant now = Instant.now();

  @Override
  public Integer call() throws IOException {
    List<EvaluationQuery> queries = BeirSet.queries(set);
    List<Memory> corpus = corpus();
    Path arm = Files.createDirectories(indexes.resolve("arm"));
    Spent spent = new Spent();
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled();
        LuceneMemoryStore store = LuceneMemoryStore.open(arm);
        RunbookMemory memory =
            RunbookMemory.builder(store).model(model).countRecalls(false).build()) {
      index(memory, corpus);
      System.out.println(Machine.here());
      Ranker ranker = new RecallRanker(memory::recall, new Asking(now, false));
      Map<String, Scores> ours = ask("ARM", queries, ranker);
      if (!noPeers) {
        Path vectors = indexes.resolve("langchain4j.bin");
        Ranker peer = new LangChain4jRanker(corpus, vectors);
        Tables.print("answers", beside(ours, ask("LangChain4j", queries, peer)));
      }
    }
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled();
        LuceneMemoryStore store = LuceneMemoryStore.open(arm);
        RunbookMemory memory =
            RunbookMemory.builder(spent.timed(store))
                .model(spent.timed(model))
                .countRecalls(false)
                .build()) {
      // Another one, which has embedded none of the questions yet.
      Ranker ranker = new RecallRanker(memory::recall, new Asking(now, false));
      queries.stream().limit(WARM_UP).forEach(ranker::answer);
      List<EvaluationQuery> others = queries.stream().skip(WARM_UP).toList();
      Tables.print("own share", own(others, ranker, spent));
    }
    return 0;
  }

  private List<Memory> corpus() {
    List<Memory> corpus = new ArrayList<>();
    new MemoryFiles(new MemoryJson.Defaults(Tenant.DEFAULT, "eval", now, Environments.DEFAULT))
        .read(
            BeirSet.corpus(set),
            one -> {
              switch (one) {
                case Ingested.Read read -> corpus.add(read.memory());
                case Ingested.Refused refused ->
                    System.err.println("refused " + refused.place() + ": " + refused.reason());
              }
            });
    return corpus;
  }

  private static void index(RunbookMemory memory, List<Memory> corpus) {
    Progress progress = new Progress();
    for (int from = 0; from < corpus.size(); from += BATCH) {
      int to = Math.min(corpus.size(), from + BATCH);
      memory.rememberAll(corpus.subList(from, to));
      progress.at("ARM indexes", to, corpus.size());
    }
  }

  private static Map<String, Scores> ask(String who, List<EvaluationQuery> queries, Ranker ranker) {
    Progress progress = new Progress();
    return new Evaluation(queries, Bootstrap.DEFAULT)
        .run(ranker, done -> progress.at(who + " is asked", done, queries.size()));
  }

  private static Table beside(Map<String, Scores> ours, Map<String, Scores> theirs) {
    Table table =
        new Table(
            "kind", "n", "library", "nDCG@10", "recall@5", "P@1", "p50 ms", "p99 ms", "tokens");
    ours.forEach(
        (kind, of) -> {
          row(table, kind, "ARM", of);
          row(table, kind, "LangChain4j", Objects.requireNonNull(theirs.get(kind)));
        });
    return table;
  }

  private static void row(Table table, String kind, String library, Scores of) {
    table.row(
        kind,
        of.n(),
        library,
        of.ndcgAt10(),
        of.recallAt5(),
        of.pAt1(),
        of.latency().p50(),
        of.latency().p99(),
        Math.round(of.contextTokens()));
  }

  /** Asks, and tells where the time goes. */
  private static Table own(List<EvaluationQuery> queries, Ranker ranker, Spent spent) {
    Timings whole = new Timings();
    Timings inModel = new Timings();
    Timings inStore = new Timings();
    Timings own = new Timings();
    double all = 0;
    double ours = 0;
    for (EvaluationQuery query : queries) {
      spent.takeModel();
      spent.takeStore();
      long took = ranker.answer(query).took().toNanos();
      long model = spent.takeModel();
      long store = spent.takeStore();
      whole.add(took);
      inModel.add(model);
      inStore.add(store);
      own.add(took - model - store);
      all += took;
      ours += took - model - store;
    }
    Table table = new Table("a recall", "p50 ms", "p99 ms", "share of all time");
    table.row("whole", whole.median(), whole.percentile(99), 1.0);
    table.row("in the model", inModel.median(), inModel.percentile(99), "-");
    table.row("in the store", inStore.median(), inStore.percentile(99), "-");
    return table.row("ARM's own", own.median(), own.percentile(99), ours / all);
  }
}
