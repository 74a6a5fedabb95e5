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
import io.runbookmemory.embedding.EmbeddingModel;
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
import io.runbookmemory.store.MemoryStore;
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

  /** So often all are asked before their time is taken: a service runs for weeks. */
  private static final int WARM_UP = 10;

  @Option(names = "--set", required = true, paramLabel = "DIR", description = "The set.")
  private Path set = Path.of("");

  @Option(names = "--indexes", required = true, paramLabel = "DIR", description = "The indexes.")
  private Path indexes = Path.of("");

  @Option(names = "--no-peers", description = "Leave LangChain4j out.")
  private boolean noPeers;

  private final Instant now = Instant.now();

  @Override
  public Integer call() throws IOException {
    List<EvaluationQuery> queries = BeirSet.queries(set);
    List<Memory> corpus = corpus();
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled();
        LuceneMemoryStore store =
            LuceneMemoryStore.open(Files.createDirectories(indexes.resolve("arm")))) {
      try (RunbookMemory memory = memory(store, model)) {
        index(memory, corpus);
        System.out.println(Machine.here());
        Map<String, Scores> ours = ask("ARM", queries, ranker(memory));
        warm(queries, ranker(memory));
        if (!noPeers) {
          Ranker peer = new LangChain4jRanker(corpus, indexes.resolve("langchain4j.bin"));
          Tables.print("answers", beside(ours, ask("LangChain4j", queries, peer)));
          warm(queries, peer);
          Tables.print("in turns", inTurns(queries, store, model, peer));
        }
      }
      Spent spent = new Spent();
      try (RunbookMemory memory = memory(spent.timed(store), spent.timed(model))) {
        Tables.print("own share", own(queries, ranker(memory), spent));
      }
    }
    return 0;
  }

  /** Returns a memory that has embedded none of the questions yet; it closes neither. */
  private static RunbookMemory memory(MemoryStore store, EmbeddingModel model) {
    return RunbookMemory.builder(store).model(model).countRecalls(false).build();
  }

  private Ranker ranker(RunbookMemory memory) {
    return new RecallRanker(memory::recall, new Asking(now, false));
  }

  /** Asks all of them so often that what is timed afterwards is compiled. */
  private static void warm(List<EvaluationQuery> queries, Ranker ranker) {
    Progress progress = new Progress();
    for (int round = 1; round <= WARM_UP; round++) {
      queries.forEach(ranker::answer);
      progress.at("rounds to warm up", round, WARM_UP);
    }
  }

  /** Asks both of them each question, one after the other. */
  private Table inTurns(
      List<EvaluationQuery> queries, MemoryStore store, EmbeddingModel model, Ranker peer) {
    Timings ours = new Timings();
    Timings theirs = new Timings();
    try (RunbookMemory memory = memory(store, model)) {
      Ranker arm = ranker(memory);
      for (EvaluationQuery query : queries) {
        ours.add(arm.answer(query).took().toNanos());
        theirs.add(peer.answer(query).took().toNanos());
      }
    }
    Table table = new Table("library", "p50 ms", "to LangChain4j's", "p99 ms", "p99 to its");
    table.row(
        "ARM",
        ours.median(),
        ours.ratioTo(theirs),
        ours.percentile(99),
        ours.ratioTo(theirs, 99, ours.size()));
    return table.row("LangChain4j", theirs.median(), 1.0, theirs.percentile(99), 1.0);
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
