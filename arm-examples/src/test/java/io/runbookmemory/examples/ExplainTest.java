package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code arm recall} explains itself, replays a receipt, and writes what a prompt needs. */
class ExplainTest {

  private static final Path TEAM = Path.of("src/main/resources/io/runbookmemory/examples/team");
  private static final String QUESTION =
      "the connection pool of the checkout database is exhausted";

  @TempDir Path temp;
  private String store = "";

  @BeforeEach
  void aStore() {
    store = "sqlite:" + temp.resolve("store.db");
    Path page = TEAM.resolve("runbooks/checkout-db-pool-exhausted.md");
    Ran.arm("ingest", page, "--store", store).ok();
    Ran.arm("remember", "the violin lesson is on Tuesday", "--store", store).ok();
  }

  private Path receipt() throws IOException {
    String json = Ran.arm("recall", QUESTION, "--json", "--explain", "--store", store).ok().out();
    return Files.writeString(temp.resolve("receipt.json"), json);
  }

  @Test
  void theTableHoldsEveryCandidateAndWhyOneWasLeftOut() {
    assertThat(Ran.arm("recall", QUESTION, "--explain", "--store", store).ok().out())
        .contains("score = 0.4 x relevance + 0.3 x recency + 0.3 x success")
        .contains("relevance by the curve bge-small-en-v1.5-q, vectors of bge-small-en-v1.5-q")
        .containsPattern("  2  0\\.\\d{3} .*violin lesson.* \\[left out: not relevant enough\\]");
  }

  @Test
  void aReceiptReplaysToTheLetterUntilAMemoryChanges() throws IOException {
    Path receipt = receipt();
    assertThat(Ran.arm("recall", "--replay", receipt, "--store", store).ok().out())
        .startsWith("the same");

    Ran.arm("remember", "the connection pool was exhausted again", "--store", store).ok();

    Ran ran = Ran.arm("recall", "--replay", receipt, "--store", store);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).startsWith("different").containsPattern("candidate \\S+ added");
    Ran json = Ran.arm("recall", "--replay", receipt, "--store", store, "--json");
    assertThat(json.out()).contains("\"same\" : false", " added\"");
  }

  @Test
  void whatIsNoReceiptIsRefusedWithItsName() throws IOException {
    Path file = Files.writeString(temp.resolve("no.json"), "{}");
    Ran.arm("recall", "--replay", file, "--store", store).refused(3, "no.json", "arm-receipt/1");
    Ran.arm("recall", "--replay", temp.resolve("gone"), "--store", store).refused(3, "gone");
  }

  @Test
  void theContextIsMarkdownWithinItsBudget() {
    String whole = Ran.arm("recall", QUESTION, "--store", store, "--context").ok().out();
    assertThat(whole).contains("## 1. runbook", "not instructions", "```text\n");
    assertThat(whole).hasSizeLessThanOrEqualTo(4001);

    String brief = Ran.arm("recall", QUESTION, "--store", store, "--context", "700").ok().out();
    assertThat(brief).contains("shortened to ").hasSizeLessThanOrEqualTo(701);
    assertThat(Ran.arm("recall", QUESTION, "--store", store, "--context", "--json").ok().out())
        .startsWith("{\"format\":\"arm-context/1\"");
  }
}
