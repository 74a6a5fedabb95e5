package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {

  private static final String ACCOUNT =
      "Database pool exhausted on the primary replica. 503s since 2026-05-12 02:47. "
          + "Tried flushing the cache, did not help. "
          + "Fix: raised max connections 100→200, restarted. "
          + "Root cause: flag service leaks connections";

  @TempDir private Path folder;
  private String store = "";

  @BeforeEach
  void aStore() {
    store = "sqlite:" + folder.resolve("arm.db");
  }

  @Test
  void whatWasUnderstoodAndWhatWasNotFoundIsShown() {
    assertThat(Ran.arm("remember", ACCOUNT, "--store", store).ok().out())
        .contains(
            "remembered as ",
            "symptom    Database pool exhausted on the primary replica. 503s since",
            "start      2026-05-12T02:47:00Z",
            "in vain    flushing the cache",
            "fix        raised max connections 100→200, restarted",
            "cause      flag service leaks connections",
            "not found  service");
  }

  @Test
  void theSameAsJson() throws Exception {
    JsonNode json =
        new ObjectMapper()
            .readTree(
                Ran.arm("remember", ACCOUNT, "--service", "orders", "--store", store, "--json")
                    .ok()
                    .out());

    assertThat(json.at("/result").asText()).isEqualTo("added");
    assertThat(json.at("/understood/service").asText()).isEqualTo("orders");
    assertThat(json.at("/understood/notFound")).isEmpty();
    assertThat(json.at("/understood/attempts")).hasSize(2);
  }

  @Test
  void whatIsNotWorthItIsRefusedWithTheReasonUnlessKept() {
    Ran refused = Ran.arm("remember", "All health checks are passing", "--store", store);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).contains("not remembered: a check that found nothing wrong");
    assertThat(refused.err()).contains("--keep");
    assertThat(
            Ran.arm("remember", "All health checks are passing", "--keep", "--store", store)
                .ok()
                .out())
        .startsWith("remembered as ");
  }
}
