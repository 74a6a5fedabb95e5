package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With {@code --json} standard output is one JSON value; whatever else is said is said elsewhere.
 */
class JsonOutputTest {

  private static final Path TEAM = Path.of("src/main/resources/io/runbookmemory/examples/team");
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  @TempDir Path temp;
  private String store = "";

  @BeforeEach
  void aStore() {
    store = "sqlite:" + temp.resolve("store.db");
  }

  private JsonNode json(int code, Object... args) throws JsonProcessingException {
    List<Object> words = new ArrayList<>(List.of(args));
    words.add("--json");
    Ran ran = Ran.arm(words.toArray());
    assertThat(ran.code()).as(ran.toString()).isEqualTo(code);
    return STRICT.readTree(ran.out());
  }

  @Test
  void whatIsSaidOfObjectivesIsDataToo() throws IOException {
    Path slo = TEAM.resolve("checkout-availability.yaml");

    assertThat(json(0, "slo", "validate", slo).path(0).path("slos")).hasSize(1);
    assertThat(json(0, "slo", "rules", "--slo", slo).path("rules").asText()).contains("groups:");
  }

  @Test
  void everyCommandThatPrintsDataPrintsNothingElse() throws IOException {
    Path page = TEAM.resolve("runbooks/checkout-db-pool-exhausted.md");
    Path slo = TEAM.resolve("checkout-availability.yaml");
    Path series = temp.resolve("series.csv");
    Files.write(
        series, Files.readAllLines(TEAM.resolve("checkout-availability.csv")).subList(0, 20));

    JsonNode ingested = json(0, "ingest", page, "--store", store);
    assertThat(ingested.path("added").asInt()).isEqualTo(1);
    JsonNode note = json(0, "remember", "database connection pool exhausted", "--store", store);
    String id = note.path("id").asText();
    assertThat(json(0, "memory", "get", id, "--store", store).path("memory").path("id").asText())
        .isEqualTo(id);
    assertThat(json(0, "memory", "list", "--store", store)).hasSize(2);
    assertThat(json(1, "memory", "list", "--kind", "incident", "--store", store)).isEmpty();
    assertThat(json(0, "memory", "stats", "--store", store).path("memories").asInt()).isEqualTo(2);
    JsonNode recall =
        json(0, "recall", "checkout: the database connection pool is exhausted", "--store", store);
    assertThat(recall.path("recollections").isEmpty()).isFalse();
    JsonNode plan =
        json(
            0,
            "plan",
            "--alert",
            TEAM.resolve("alert.json"),
            "--store",
            store,
            "--slo",
            slo,
            "--series",
            series);
    assertThat(plan.path("steps").isEmpty()).isFalse();
    assertThat(plan.path("verdict").asText()).isEqualTo("LOG");
    Path export = temp.resolve("export.jsonl");
    assertThat(json(0, "export", export, "--store", store).path("exported").asInt()).isEqualTo(2);
    assertThat(json(0, "import", export, "--store", store).path("changed").asInt()).isZero();
    assertThat(json(0, "memory", "delete", id, "--store", store).path("deleted").asInt()).isOne();
    assertThat(json(1, "memory", "delete", id, "--store", store).path("deleted").asInt()).isZero();
  }

  @Test
  void anEvaluationIsOneObject() throws IOException {
    Files.writeString(
        temp.resolve("corpus.jsonl"),
        "{\"_id\":\"d1\",\"title\":\"Disk full\",\"text\":\"Rotate the logs of the node.\"}\n");
    Files.writeString(
        temp.resolve("queries.jsonl"), "{\"_id\":\"q1\",\"text\":\"disk is full\"}\n");
    Files.writeString(temp.resolve("qrels.tsv"), "query-id\tcorpus-id\tscore\nq1\td1\t1\n");
    assertThat(json(0, "eval", temp, "--store", store).path("ALL").path("n").asInt()).isEqualTo(1);
  }

  /** What {@code arm classify … | head -1} does: reads a line and closes the pipe. */
  @Test
  void aReaderThatGoesAwayIsNoFailure() throws Exception {
    ForkedJvm jvm = new ForkedJvm(temp);
    Path series = TEAM.resolve("checkout-availability.csv");
    Path slo = TEAM.resolve("checkout-availability.yaml");
    Process classify = jvm.piped("classify", "--slo", slo, "--series", series);
    try (BufferedReader out = classify.inputReader()) {
      assertThat(out.readLine()).contains("LOG");
    }
    assertThat(classify.waitFor()).isBetween(0, 1);
    assertThat(jvm.said("err")).doesNotContain("Exception").doesNotContain("\tat ");
  }
}
