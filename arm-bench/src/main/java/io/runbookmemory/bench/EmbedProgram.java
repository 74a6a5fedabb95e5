package io.runbookmemory.bench;

import io.runbookmemory.bench.embed.ArmEmbeddingSide;
import io.runbookmemory.bench.embed.ColdStart;
import io.runbookmemory.bench.embed.EmbedTexts;
import io.runbookmemory.bench.embed.EmbeddingSide;
import io.runbookmemory.bench.embed.LangChain4jEmbeddingSide;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** ARM's embeddings beside LangChain4j's, of the same model. */
@Command(
    name = "embed",
    description = {
      "The bundled model as ARM runs it and as LangChain4j does: a question, an ingest, the cold",
      "start of a fresh process. ARM's includes a store of 10,000 memories and the first answer."
    })
final class EmbedProgram implements Callable<Integer> {

  private static final int BATCH = 20;
  private static final int STORED = 10_000;

  @Option(names = "--texts", paramLabel = "FILE", description = "JSON Lines with a field text.")
  private @Nullable Path file;

  @Option(names = "--questions", description = "How many, ${DEFAULT-VALUE} by default.")
  private int questions = 100;

  @Option(names = "--passages", description = "How many, ${DEFAULT-VALUE} by default.")
  private int passages = 400;

  @Option(names = "--starts", description = "Cold starts of each, ${DEFAULT-VALUE} by default.")
  private int starts = 5;

  @Option(names = "--rounds", description = "How often to ask all, ${DEFAULT-VALUE} by default.")
  private int rounds = 3;

  private final Progress progress = new Progress();

  @Override
  public Integer call() throws IOException, InterruptedException {
    EmbedTexts texts = EmbedTexts.of(file, Math.max(questions, passages));
    System.out.println(Machine.here());
    EmbeddingSpace space;
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled();
        EmbeddingSide arm = new ArmEmbeddingSide(model);
        EmbeddingSide peer = new LangChain4jEmbeddingSide()) {
      space = model.space();
      List<EmbeddingSide> sides = List.of(arm, peer);
      Tables.print("questions", questions(texts.questions(questions), sides));
      Tables.print("ingest", ingest(texts.passages(), sides));
    }
    if (starts > 0) {
      Tables.print("cold starts", coldStarts(space));
    }
    return 0;
  }

  private Table questions(List<String> asked, List<EmbeddingSide> sides) {
    List<Timings> times = List.of(new Timings(), new Timings());
    for (int round = 0; round <= rounds; round++) {
      for (int i = 0; i < asked.size(); i++) {
        String question = asked.get(i);
        for (int side = 0; side < sides.size(); side++) {
          // Who is first finds the other's cache: they take turns.
          int which = (side + i) % sides.size();
          EmbeddingSide library = sides.get(which);
          Timings into = round == 0 ? new Timings() : times.get(which);
          into.time(() -> library.embed(question));
        }
        progress.at("questions", (long) round * asked.size() + i + 1, rows(asked));
      }
    }
    Table table = new Table("one question", "p50 ms", "p99 ms", "by LangChain4j's");
    for (int side = 0; side < sides.size(); side++) {
      Timings time = times.get(side);
      table.row(
          sides.get(side).name(),
          time.median(),
          time.percentile(99),
          time.ratioTo(times.getLast(), 50, asked.size()));
    }
    return table;
  }

  private long rows(List<String> asked) {
    return (long) (rounds + 1) * asked.size();
  }

  private Table ingest(List<String> all, List<EmbeddingSide> sides) {
    List<Timings> times = List.of(new Timings(), new Timings());
    Timings cosines = new Timings();
    for (int from = 0; from < all.size(); from += BATCH) {
      List<String> batch = all.subList(from, Math.min(from + BATCH, all.size()));
      List<List<float[]>> vectors = new ArrayList<>(List.of(List.of(), List.of()));
      for (int side = 0; side < sides.size(); side++) {
        int which = (side + from / BATCH) % sides.size();
        times.get(which).time(() -> vectors.set(which, sides.get(which).embedAll(batch)));
      }
      for (int i = 0; i < batch.size(); i++) {
        // In billionths, so that percentiles of times serve.
        cosines.add(Math.round(1e9 * cosine(vectors.get(0).get(i), vectors.get(1).get(i))));
      }
      progress.at("ingest", from + batch.size(), all.size());
    }
    Table table = new Table("ingest", "passages a second", "to LangChain4j's", "cosine p50, p1");
    double passages = (double) all.size() / times.getLast().size();
    for (int side = 0; side < sides.size(); side++) {
      double speed = times.get(side).perSecond();
      String cosine =
          String.format(
              Locale.ROOT, "%.5f, %.5f", cosines.median() / 1e3, cosines.percentile(1) / 1e3);
      table.row(
          sides.get(side).name(),
          speed * passages,
          times.get(side).speedTo(times.getLast()),
          side == 0 ? cosine : "1, 1");
    }
    return table;
  }

  private static double cosine(float[] one, float[] other) {
    return 2 * Embedding.of(one).similarity(Embedding.of(other)) - 1;
  }

  private Table coldStarts(EmbeddingSpace space) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("arm-bench-cold");
    try {
      write(directory, space);
      List<Timings> main = List.of(new Timings(), new Timings(), new Timings());
      List<Timings> process = List.of(new Timings(), new Timings(), new Timings());
      for (int i = 0; i <= starts; i++) {
        List<ColdStart.Times> times =
            List.of(ColdStart.arm(directory), ColdStart.model(), ColdStart.langChain4j());
        for (int side = 0; side < times.size() && i > 0; side++) {
          main.get(side).add(times.get(side).main());
          process.get(side).add(times.get(side).process());
        }
        progress.at("cold starts", i + 1L, starts + 1L);
      }
      Table table = new Table("cold start", "ms", "by LangChain4j's", "process ms", "by its");
      List<String> names = List.of("arm: model, store, answer", "arm: model", "LangChain4j: model");
      for (int side = 0; side < names.size(); side++) {
        double ours = main.get(side).median();
        double whole = process.get(side).median();
        table.row(
            names.get(side),
            ours,
            main.get(side).ratioTo(main.getLast()),
            whole,
            process.get(side).ratioTo(process.getLast()));
      }
      return table;
    } finally {
      Scratch.delete(directory);
    }
  }

  private static void write(Path directory, EmbeddingSpace space) {
    RandomNotes notes = new RandomNotes();
    try (LuceneMemoryStore store = LuceneMemoryStore.open(directory)) {
      for (int from = 0; from < STORED; from += 1000) {
        List<StoredMemory> batch =
            notes.next(1000).stream()
                .map(note -> new StoredMemory(note.memory(), note.passages(), space))
                .toList();
        store.writer(Tenant.DEFAULT).upsert(batch);
      }
    }
  }
}
