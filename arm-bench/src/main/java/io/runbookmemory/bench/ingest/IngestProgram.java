package io.runbookmemory.bench.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.community.rag.content.retriever.lucene.LuceneEmbeddingStore;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.runbookmemory.bench.embed.MadeWords;
import io.runbookmemory.bench.ingest.IngestSide.Text;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.bench.stages.BareTokenizer;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Documents in, searchable memories out. */
@Command(
    name = "ingest",
    description = {
      "Whole documents into a store that answers, with the model: ARM on Lucene beside LangChain4j"
          + " as its",
      "easy-rag module sets it up (in memory and on its Lucene store) and Spring AI (in memory)."
          + " They take",
      "turns batch by batch. They split differently, so that passages and tokens are told; what"
          + " passes in",
      "the model is timed in the same run."
    })
public final class IngestProgram implements Callable<Integer> {

  private static final long SEED = 12;

  /** How much quicker than LangChain4j ARM is to be, the model included. */
  private static final double GOAL = 1.5;

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      description = "A corpus in BEIR layout; without it documents are made up.")
  private @Nullable Path corpus;

  @Option(names = "--documents", description = "How many, ${DEFAULT-VALUE} by default.")
  private int documents = 100;

  @Option(names = "--batch", description = "How many at once, ${DEFAULT-VALUE} by default.")
  private int batch = 20;

  /** Creates the program; picocli calls it. */
  public IngestProgram() {}

  @Override
  public Integer call() throws IOException {
    Path scratch = Files.createTempDirectory("arm-ingest");
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled();
        MMapDirectory lucene = new MMapDirectory(scratch.resolve("langchain4j"));
        ArmIngest arm = new ArmIngest(scratch.resolve("arm"), model);
        LangChain4jIngest inMemory =
            new LangChain4jIngest("LangChain4j, in memory", new InMemoryEmbeddingStore<>());
        LangChain4jIngest onLucene =
            new LangChain4jIngest(
                "LangChain4j, on Lucene",
                LuceneEmbeddingStore.builder().directory(lucene).build());
        SpringAiIngest springAi = new SpringAiIngest(model)) {
      List<IngestSide> sides = List.of(inMemory, arm, onLucene, springAi);
      // What warms them up is other text: ARM would know it again.
      run(made(batch, SEED + 1, "warm"), sides, "warming up");
      sides.forEach(IngestSide::forget);
      List<Text> texts = texts();
      double[] seconds = run(texts, sides, "ingesting");
      requireAnswers(sides, texts.getFirst().title());
      System.out.println(Machine.here());
      Tables.print("ingest", table(texts, sides, seconds));
    } finally {
      Scratch.delete(scratch);
    }
    return 0;
  }

  private double[] run(List<Text> texts, List<IngestSide> sides, String what) {
    Progress progress = new Progress();
    double[] seconds = new double[sides.size()];
    int turns = 0;
    for (int from = 0; from < texts.size(); from += batch) {
      List<Text> part = texts.subList(from, Math.min(from + batch, texts.size()));
      for (int i = 0; i < sides.size(); i++) {
        int which = (i + turns) % sides.size();
        long begin = System.nanoTime();
        sides.get(which).ingest(part);
        seconds[which] += (System.nanoTime() - begin) / 1e9;
      }
      turns++;
      progress.at(what, from + part.size(), texts.size());
    }
    return seconds;
  }

  private static void requireAnswers(List<IngestSide> sides, String question) {
    for (IngestSide side : sides) {
      if (side.ask(question) == 0) {
        throw new IllegalStateException(side.name() + " finds nothing of what it was given");
      }
    }
  }

  private static Table table(List<Text> texts, List<IngestSide> sides, double[] seconds) {
    Table table =
        new Table(
            "library",
            "documents/s",
            "to LangChain4j in memory",
            "passages",
            "tokens",
            "passages/s",
            "tokens/s",
            "in the model",
            "goal");
    try (BareTokenizer tokenizer = new BareTokenizer()) {
      for (int i = 0; i < sides.size(); i++) {
        IngestSide side = sides.get(i);
        long tokens = side.passages().stream().mapToLong(tokenizer::count).sum();
        double ratio = seconds[0] / seconds[i];
        table.row(
            side.name(),
            texts.size() / seconds[i],
            ratio,
            side.passages().size(),
            tokens,
            side.passages().size() / seconds[i],
            tokens / seconds[i],
            side.modelSeconds() / seconds[i],
            i == 1 ? GOAL + (ratio >= GOAL ? ", reached" : ", missed") : "-");
      }
    }
    return table;
  }

  private List<Text> texts() throws IOException {
    Path folder = corpus;
    if (folder == null) {
      return made(documents, SEED, "made");
    }
    List<Text> texts = new ArrayList<>();
    JsonMapper mapper = new JsonMapper();
    List<String> lines = Files.readAllLines(folder.resolve("corpus.jsonl"));
    int count = Math.min(documents, lines.size());
    for (int i = 0; i < count; i++) {
      JsonNode line = mapper.readTree(lines.get((int) ((long) i * lines.size() / count)));
      if (!line.path("text").asText().isBlank()) {
        String title = line.path("title").asText();
        texts.add(
            new Text("" + i, title.isBlank() ? "Page " + i : title, line.path("text").asText()));
      }
    }
    return texts;
  }

  /** Pages of a runbook's length: some hundred to some thousand words under headings. */
  private static List<Text> made(int count, long seed, String kind) {
    MadeWords words = new MadeWords(seed);
    Random random = new Random(seed);
    List<Text> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder body = new StringBuilder();
      for (int section = 1 + random.nextInt(6); section > 0; section--) {
        body.append("## ").append(words.text(random, 3)).append("\n\n");
        for (int paragraph = 1 + random.nextInt(4); paragraph > 0; paragraph--) {
          body.append(words.text(random, 20 + random.nextInt(60))).append(".\n\n");
        }
      }
      texts.add(new Text(kind + i, words.text(random, 5), body.toString()));
    }
    return texts;
  }
}
