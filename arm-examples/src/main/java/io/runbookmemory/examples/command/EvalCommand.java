package io.runbookmemory.examples.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.ingest.Ingestion;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.examples.view.Progress;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.replay.RankingMetrics;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm eval}: how well recall does on known answers. */
@Command(
    name = "eval",
    description = {
      "Measure recall on a set in BEIR layout: corpus.jsonl, queries.jsonl, qrels.tsv.",
      "The corpus is ingested into the store first; what is there already is not embedded again."
    })
public final class EvalCommand implements Callable<Integer> {

  private static final ObjectMapper MAPPER = new JsonMapper();
  private static final String ALL = "ALL";

  @Parameters(paramLabel = "DIR", description = "The folder of the set.")
  private Path folder = Path.of("");

  @Option(
      names = "--filter-service",
      description = "Recall only memories of the query's own service: an oracle, for comparison.")
  private boolean filterService;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public EvalCommand() {}

  private record Query(String id, String text, String kind, String service) {}

  /** What is measured of one kind of query. */
  private static final class Tally {
    private final List<RankingMetrics> metrics = new ArrayList<>();
    private final List<Double> millis = new ArrayList<>();
    private int triaged;

    double percentile(double share) {
      List<Double> sorted = millis.stream().sorted().toList();
      return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(share * sorted.size()) - 1));
    }
  }

  @Override
  public Integer call() throws IOException {
    Map<String, Map<String, Integer>> grades = readGrades();
    List<Query> queries = readQueries();
    Map<String, Tally> tallies = new TreeMap<>();
    try (var open = store.openWithModel()) {
      new Ingestion(open.memory(), output).of("ingest", folder.resolve("corpus.jsonl"), defaults());
      try (Progress progress = output.progress("ask", queries.size())) {
        long asked = 0;
        for (Query query : queries) {
          Map<String, Integer> right = grades.getOrDefault(query.id(), Map.of());
          if (!right.isEmpty()) {
            Recall recall = ask(open.memory(), query);
            tally(tallies.computeIfAbsent(query.kind(), kind -> new Tally()), recall, right);
            tally(tallies.computeIfAbsent(ALL, kind -> new Tally()), recall, right);
          }
          progress.at(++asked);
        }
      }
    }
    print(tallies);
    return tallies.isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
  }

  private MemoryJson.Defaults defaults() {
    return new MemoryJson.Defaults(store.tenant(), "eval", Instant.now(), Environments.DEFAULT);
  }

  private Recall ask(RunbookMemory memory, Query query) {
    Situation.Builder situation =
        Situation.builder(query.text(), Instant.now()).topK(10).deadline(Duration.ofMinutes(1));
    if (filterService) {
      situation.filter(Filter.eq(Field.SERVICE, query.service()));
    }
    return memory.recall(situation.build());
  }

  private static void tally(Tally tally, Recall recall, Map<String, Integer> right) {
    List<String> ranking =
        recall.judged().stream()
            .map(Recollection::memory)
            .map(memory -> Objects.requireNonNullElse(memory.provenance().key(), ""))
            .toList();
    tally.metrics.add(RankingMetrics.of(ranking, right));
    tally.millis.add(recall.took().toNanos() / 1e6);
    if (recall.strength() == Strength.TRIAGE) {
      tally.triaged++;
    }
  }

  private void print(Map<String, Tally> tallies) {
    if (output.json()) {
      ObjectNode node = Output.object();
      tallies.forEach((kind, tally) -> node.set(kind, json(tally)));
      output.print(node);
      return;
    }
    output.line("kind             n  nDCG@10 recall@5  MRR@10    P@1  triaged   p50 ms   p99 ms");
    tallies.forEach((kind, tally) -> output.line(row(kind, tally)));
  }

  private static ObjectNode json(Tally tally) {
    RankingMetrics mean = RankingMetrics.mean(tally.metrics);
    ObjectNode node = Output.object().put("n", mean.n()).put("ndcgAt10", mean.ndcgAt10());
    node.put("recallAt5", mean.recallAt5()).put("mrrAt10", mean.mrrAt10());
    node.put("pAt1", mean.pAt1()).put("triaged", (double) tally.triaged / mean.n());
    node.putObject("latencyMs")
        .put("p50", tally.percentile(0.5))
        .put("p99", tally.percentile(0.99));
    return node;
  }

  private static String row(String kind, Tally tally) {
    RankingMetrics mean = RankingMetrics.mean(tally.metrics);
    return String.format(
        Locale.ROOT,
        "%-12s %5d %8.3f %8.3f %7.3f %6.3f %6.1f %% %8.1f %8.1f",
        kind,
        mean.n(),
        mean.ndcgAt10(),
        mean.recallAt5(),
        mean.mrrAt10(),
        mean.pAt1(),
        100.0 * tally.triaged / mean.n(),
        tally.percentile(0.5),
        tally.percentile(0.99));
  }

  private List<Query> readQueries() throws IOException {
    List<Query> queries = new ArrayList<>();
    for (String line : lines("queries.jsonl")) {
      try {
        JsonNode node = MAPPER.readTree(line);
        queries.add(
            new Query(
                node.path("id").asText(node.path("_id").asText()),
                node.path("text").asText(),
                node.path("kind").asText("query"),
                node.path("service").asText()));
      } catch (JsonProcessingException e) {
        throw new InvalidInputException(
            folder.resolve("queries.jsonl") + ":" + (queries.size() + 1),
            "is not JSON: " + e.getOriginalMessage());
      }
    }
    return queries;
  }

  private Map<String, Map<String, Integer>> readGrades() throws IOException {
    Map<String, Map<String, Integer>> grades = new HashMap<>();
    int number = 0;
    for (String line : lines("qrels.tsv")) {
      number++;
      String[] cells = line.split("\t", -1);
      if (number == 1 && cells[0].toLowerCase(Locale.ROOT).startsWith("query")) {
        continue;
      }
      if (cells.length != 3 || !cells[2].matches("\\d{1,3}")) {
        throw new InvalidInputException(
            folder.resolve("qrels.tsv") + ":" + number,
            "must be query, document and a whole grade between tabs, got \"" + line + "\"");
      }
      grades
          .computeIfAbsent(cells[0], query -> new HashMap<>())
          .put(cells[1], Integer.valueOf(cells[2]));
    }
    return grades;
  }

  private List<String> lines(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isReadable(file)) {
      throw new InvalidInputException(file.toString(), "is missing or cannot be read");
    }
    return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
  }
}
