package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code arm eval} and {@code arm backtest} on a set of twelve documents. */
class EvaluationCommandsTest {

  private static final Path SET =
      Path.of("src/test/resources/io/runbookmemory/examples/eval").toAbsolutePath();
  private static final Path STREAM = SET.resolve("incidents.jsonl");

  @TempDir Path temp;

  private JsonNode json(Ran ran) throws JsonProcessingException {
    return new ObjectMapper().readTree(ran.ok().out());
  }

  @Test
  void everyKindHasItsNumbersAndTheOffTopicOnesFallToTriage() throws IOException {
    JsonNode all = json(Ran.arm("eval", SET, "--json", "--cache", temp));

    for (String kind : List.of("ALL", "annotation", "log", "off-topic", "symptom")) {
      for (String key : List.of("n", "ndcgAt10", "recallAt5", "mrrAt10", "pAt1", "ci95")) {
        assertThat(all.path(kind).has(key)).as(kind + " " + key).isTrue();
      }
      assertThat(all.path(kind).path("latencyMs").path("p50").asDouble()).isPositive();
      assertThat(all.path(kind).path("latencyMs").path("p99").asDouble()).isPositive();
    }
    JsonNode whole = all.path("ALL");
    assertThat(whole.path("n").asInt()).isEqualTo(8);
    assertThat(whole.path("recallAt5").asDouble()).isEqualTo(1);
    assertThat(whole.path("pAt1").asDouble()).isEqualTo(1);
    assertThat(whole.path("ndcgAt10").asDouble()).isGreaterThan(0.95);
    assertThat(whole.path("ci95").path("pAt1").path(0).asDouble()).isEqualTo(1);
    assertThat(whole.path("contextTokens").asDouble()).isPositive();
    JsonNode abstention = whole.path("abstention");
    assertThat(abstention.path("unanswerable").asInt()).isEqualTo(2);
    assertThat(abstention.path("rightly").asInt()).isEqualTo(2);
    assertThat(abstention.path("recall").asDouble()).isEqualTo(1);
    assertThat(all.path("off-topic").path("n").asInt()).isZero();
    assertThat(all.path("off-topic").path("ndcgAt10").isNull()).isTrue();
  }

  @Test
  void theTableHasARowForEveryStepOfTheAblation() {
    Ran ran = Ran.arm("eval", SET, "--ablate", "--hide-answers", "--cache", temp).ok();

    assertThat(ran.out())
        .contains("nDCG@10", "recall@5", "MRR@10", "P@1", "p50 ms", "p99 ms", "tokens")
        .containsPattern("(?m)^ALL +8 ")
        .containsPattern("(?m)^abstention: precision .* \\(10 unanswerable");
    for (String step :
        List.of("lexical only", "dense only", "fused", "\\+ routing", "\\+ calibration")) {
      assertThat(ran.out()).containsPattern("(?m)^" + step + " +8 +[01]\\.\\d{3} \\[");
    }
  }

  @Test
  void aSecondRunFindsWhatTheFirstIndexedAndSaysTheSame() throws IOException {
    JsonNode first = json(Ran.arm("eval", SET, "--json", "--cache", temp));
    List<Path> kept = folders();
    JsonNode second = json(Ran.arm("eval", SET, "--json", "--cache", temp));

    assertThat(kept).hasSize(1);
    assertThat(folders()).isEqualTo(kept);
    assertThat(second.path("ALL").path("ndcgAt10")).isEqualTo(first.path("ALL").path("ndcgAt10"));
    String indexedAt = Files.readString(kept.getFirst().resolve("indexed-at"));
    Ran.arm("eval", SET, "--cache", temp, "--fresh").ok();
    assertThat(folders()).isEqualTo(kept);
    assertThat(kept.getFirst().resolve("indexed-at")).content().isNotEqualTo(indexedAt);
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(temp)) {
      return folders.sorted().toList();
    }
  }

  @Test
  void aServiceIsLookedAtOnlyOnDemand() throws IOException {
    JsonNode plain = json(Ran.arm("eval", SET, "--json", "--cache", temp));
    JsonNode filtered = json(Ran.arm("eval", SET, "--json", "--filter-service", "--cache", temp));

    // The page of grade 1 is another service's: with the filter it is never found.
    assertThat(filtered.path("symptom").path("ndcgAt10").asDouble())
        .isLessThan(plain.path("symptom").path("ndcgAt10").asDouble());
    assertThat(filtered.path("symptom").path("pAt1").asDouble()).isEqualTo(1);
  }

  @Test
  void aStreamIsAskedInOrderOfTime() throws IOException {
    JsonNode report = json(Ran.arm("backtest", "--stream", STREAM, "--json", "--cache", temp));

    assertThat(report.path("incidents").asInt()).isEqualTo(5);
    assertThat(report.path("repeated").asInt()).isEqualTo(2);
    assertThat(report.path("hitAt1").asDouble()).isEqualTo(1);
    assertThat(report.path("hitAt5").asDouble()).isEqualTo(1);
    assertThat(report.path("mrrAt10").asDouble()).isEqualTo(1);
    assertThat(report.path("triageOfRepeated").asDouble()).isZero();
    assertThat(report.path("triageOfFirst").asDouble()).isGreaterThan(0.6);
    assertThat(report.path("ci95").path("hitAt1")).hasSize(2);
  }

  @Test
  void aStreamIsAskedBesideWordsAlone() throws IOException {
    String[] asked = {"backtest", "--stream", STREAM.toString(), "--cache", temp.toString()};
    String text = Ran.arm(asked[0], asked[1], asked[2], asked[3], asked[4], "--bm25").ok().out();
    assertThat(text).contains("the second half of time has 3 incidents").contains("BM25, from a");
    JsonNode rows =
        json(Ran.arm(asked[0], asked[1], asked[2], asked[3], asked[4], "--bm25", "--json"))
            .path("beside");
    assertThat(rows).hasSize(5);
    assertThat(rows.path(0).path("all").path("recallAt5").asDouble()).isEqualTo(1);
    assertThat(rows.path(3).path("all").path("repeated").asInt()).isEqualTo(2);
    Ran.arm("backtest", "--bm25").refused(2, "--stream");
  }

  @Test
  void theIncidentsOfAStoreAreAskedWithoutWritingToIt() throws IOException {
    String store = "lucene:" + temp.resolve("store");
    Path incidents = temp.resolve("incidents.jsonl");
    Files.writeString(
        incidents,
        incident("a1", "2026-01-01", "Disk full on node 1", "No space left.", "DiskFull")
            + incident("a2", "2026-02-01", "Disk full on node 2", "No space left.", "DiskFull")
            + incident("a3", "2026-03-01", "Mail late", "Queue of the relay grows.", "MailLate")
            + incident("a4", "2026-04-01", "Shop is slow", "Pages take 9 s.", "MailLate"));
    Ran.arm("ingest", incidents, "--store", store).ok();

    Ran ran = Ran.arm("backtest", "--store", store, "--verbose").ok();

    assertThat(ran.out())
        .contains("4 incidents, 2 of them had happened before")
        .containsPattern("hit@1 +1\\.000 \\[")
        .containsPattern("the 2 others: fell to triage");
    assertThat(Ran.arm("memory", "stats", "--store", store).ok().out()).contains("4 memories");
  }

  private static String incident(
      String key, String date, String title, String symptom, String alert) {
    return """
    {"title":"%s","content":{"kind":"incident","symptom":"%s","alertName":"%s"},\
    "happenedAt":"%sT00:00:00Z","provenance":{"source":"team","key":"%s"}}
    """
        .formatted(title, symptom, alert, date, key);
  }

  @Test
  void whatCannotBeAskedIsSaid() throws IOException {
    Ran none = Ran.arm("backtest", "--store", "memory:");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("no incident");
    Ran.arm("backtest", "--corpus", STREAM).refused(2, "--stream");
    Ran.arm("backtest", "--stream", STREAM, "--store", "memory:").refused(2, "--cache");
    Path broken = Files.writeString(temp.resolve("broken.jsonl"), "{\"id\":\"i1\"}\n");
    Ran.arm("backtest", "--stream", broken, "--cache", temp).refused(3, "broken.jsonl:1: summary");
    Path file = Files.writeString(temp.resolve("file"), "");
    Ran.arm("eval", SET, "--cache", file).refused(3, "--cache");
    Ran.arm("eval", temp).refused(3, "qrels.tsv");
  }
}
