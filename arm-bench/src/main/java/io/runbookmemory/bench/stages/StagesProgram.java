package io.runbookmemory.bench.stages;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.measure.Tables;
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
import io.runbookmemory.recall.Situation;
import io.runbookmemory.replay.Asking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where the time from an alert to its plan goes. */
@Command(
    name = "stages",
    description = {
      "From an alert to its plan over a filled Lucene store: the time of each stage and its share,"
          + " beside",
      "the model alone on the same texts, Lucene's own queries alone, memory and disk; what a"
          + " recall takes",
      "beyond model and raw search, and the bytes that it allocates. Alerts and memories are made"
          + " from a",
      "seed, or a set in BEIR layout is asked its questions."
    })
public final class StagesProgram implements Callable<Integer> {

  private static final int BATCH = 32;

  @Option(names = "--set", paramLabel = "DIR", description = "A set in BEIR layout.")
  private @Nullable Path set;

  @Option(
      names = "--indexes",
      paramLabel = "DIR",
      description = "Where the store is kept for the next run; else it is deleted at the end.")
  private @Nullable Path indexes;

  @Option(names = "--memories", description = "How many are made up, ${DEFAULT-VALUE} by default.")
  private int memories = 10_000;

  @Option(
      names = "--embedded",
      description = "How many of those the model embeds, ${DEFAULT-VALUE} by default.")
  private int embedded = 200;

  @Option(names = "--questions", description = "How many are timed, ${DEFAULT-VALUE} by default.")
  private int questions = 300;

  @Option(names = "--warm-up", description = "How many are asked before, ${DEFAULT-VALUE}.")
  private int warmUp = 300;

  @Option(names = "--seed", description = "What is made up from it (${DEFAULT-VALUE}).")
  private long seed = 12;

  /** Creates the program; picocli calls it. */
  public StagesProgram() {}

  @Override
  public Integer call() throws IOException {
    Path root = indexes == null ? Files.createTempDirectory("arm-stages") : indexes;
    try {
      Path directory =
          Files.createDirectories(root.resolve(set == null ? "made-" + memories : "set"));
      fill(directory);
      List<Situation> asked = situations();
      int cold = Math.min(warmUp, asked.size() / 2);
      int last = Math.min(asked.size(), cold + questions);
      System.out.println(Machine.here());
      try (StageRun run = new StageRun(directory)) {
        run.ask(asked.subList(0, cold), "warming up");
        StageTables tables = new StageTables(run.ask(asked.subList(cold, last), "measuring"));
        System.out.printf(
            Locale.ROOT,
            "%,d memories, %,d questions, %.1f searches a recall%n",
            run.memories(),
            last - cold,
            tables.searches());
        Tables.print("stages", tables.stages());
        Tables.print("bounds", tables.bounds(directory));
        Tables.print("goals", tables.goals());
        Tables.print("bytes", tables.bytes());
      }
    } finally {
      if (indexes == null) {
        Scratch.delete(root);
      }
    }
    return 0;
  }

  private List<Situation> situations() {
    Path folder = set;
    if (folder == null) {
      MadeOnCall team = new MadeOnCall(seed);
      return IntStream.range(0, warmUp + questions).mapToObj(team::alert).toList();
    }
    Asking asking = new Asking(MadeOnCall.NOW, false);
    List<Situation> situations = new ArrayList<>();
    BeirSet.queries(folder).forEach(query -> situations.add(asking.situation(query)));
    Collections.shuffle(situations, new Random(seed));
    return situations;
  }

  private void fill(Path directory) {
    Path folder = set;
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled();
        LuceneMemoryStore store = LuceneMemoryStore.open(directory)) {
      if (store.reader(Tenant.DEFAULT).stats().memories() > 0) {
        return;
      }
      if (folder == null) {
        new MadeOnCall(seed).write(store.writer(Tenant.DEFAULT), model, memories, embedded);
        return;
      }
      try (RunbookMemory memory = RunbookMemory.builder(store).model(model).build()) {
        List<Memory> corpus = corpus(folder);
        Progress progress = new Progress();
        for (int from = 0; from < corpus.size(); from += BATCH) {
          int to = Math.min(corpus.size(), from + BATCH);
          memory.rememberAll(corpus.subList(from, to));
          progress.at("remembering", to, corpus.size());
        }
      }
    }
  }

  private static List<Memory> corpus(Path set) {
    List<Memory> corpus = new ArrayList<>();
    new MemoryFiles(
            new MemoryJson.Defaults(Tenant.DEFAULT, "bench", MadeOnCall.NOW, Environments.DEFAULT))
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
}
