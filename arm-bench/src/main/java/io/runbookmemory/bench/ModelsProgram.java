package io.runbookmemory.bench;

import io.runbookmemory.bench.embed.JudgedTexts;
import io.runbookmemory.bench.embed.JudgedTexts.Document;
import io.runbookmemory.bench.embed.JudgedTexts.Query;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.replay.RankingMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What embedding models find, by their vectors alone, and what they take for it. */
@Command(
    name = "models",
    description = {
      "The bundled model and those of FOLDERs on a set in BEIR layout: a document is as near as"
          + " its",
      "nearest passage, all are compared, and no words are searched. With fewer documents than the",
      "set has, only the questions are asked that one of them answers."
    })
final class ModelsProgram implements Callable<Integer> {

  private static final int DEPTH = 10;

  @Parameters(paramLabel = "FOLDER", arity = "0..*", description = "Other models' folders.")
  private List<Path> folders = List.of();

  @Option(names = "--corpus", required = true, paramLabel = "DIR", description = "The set.")
  private Path corpus = Path.of("");

  @Option(names = "--documents", description = "How many, ${DEFAULT-VALUE} by default.")
  private int documents = 200;

  @Option(names = "--passages", description = "How many each, ${DEFAULT-VALUE} by default.")
  private int passages = 4;

  private final Progress progress = new Progress();

  @Override
  public Integer call() throws IOException {
    JudgedTexts texts = JudgedTexts.read(corpus, documents, passages);
    Table table =
        new Table("model", "dimension", "nDCG@10", "MRR@10", "P@1", "ms a question", "a passage");
    try (EmbeddingModel model = OnnxEmbeddingModel.bundled()) {
      measure(model, texts, table);
    }
    for (Path folder : folders) {
      try (EmbeddingModel model = OnnxEmbeddingModel.open(folder)) {
        measure(model, texts, table);
      }
    }
    System.out.println(Machine.here());
    System.out.println(texts);
    Tables.print("models", table);
    return 0;
  }

  private void measure(EmbeddingModel model, JudgedTexts texts, Table table) {
    String name = model.space().modelId();
    Timings passageTimes = new Timings();
    Map<String, List<Embedding>> vectors = new HashMap<>();
    int done = 0;
    for (Document document : texts.documents()) {
      List<Embedding> own = new ArrayList<>();
      for (String passage : document.passages()) {
        passageTimes.time(() -> own.addAll(model.embedPassages(List.of(passage))));
      }
      vectors.put(document.id(), own);
      progress.at(name, ++done, texts.documents().size());
    }
    Timings questionTimes = new Timings();
    List<RankingMetrics> metrics = new ArrayList<>();
    for (Query query : texts.queries()) {
      List<Embedding> vector = new ArrayList<>();
      questionTimes.time(() -> vector.add(model.embedQuery(query.text())));
      metrics.add(RankingMetrics.of(nearest(vector.getFirst(), vectors), query.grades()));
    }
    RankingMetrics mean = RankingMetrics.mean(metrics);
    table.row(
        name,
        model.space().dimension(),
        mean.ndcgAt10(),
        mean.mrrAt10(),
        mean.pAt1(),
        questionTimes.median(),
        passageTimes.median());
  }

  private static List<String> nearest(Embedding question, Map<String, List<Embedding>> vectors) {
    Map<String, Double> best = new HashMap<>();
    vectors.forEach(
        (id, own) -> best.put(id, own.stream().mapToDouble(question::similarity).max().orElse(0)));
    return best.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(DEPTH)
        .map(Map.Entry::getKey)
        .toList();
  }
}
