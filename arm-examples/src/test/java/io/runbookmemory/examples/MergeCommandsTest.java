package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeCommandsTest {

  @TempDir private Path folder;
  private String store = "";

  @BeforeEach
  void aStore() {
    store = "sqlite:" + folder.resolve("arm.db");
  }

  private String remember(String text) throws Exception {
    return json(Ran.arm("remember", text, "--keep", "--store", store, "--json").ok())
        .get("id")
        .asText();
  }

  private static JsonNode json(Ran ran) throws Exception {
    return new ObjectMapper().readTree(ran.out());
  }

  @Test
  void twoNotesThatSayTheSameAreProposedMergedAndParted() throws Exception {
    String one = remember("The nightly backup of orders runs on the replica at two");
    String two = remember("The nightly backup of orders runs at two, on the replica");
    remember("The certificate of the gateway is renewed by hand");

    JsonNode found = json(Ran.arm("memory", "duplicates", "--store", store, "--json").ok());
    assertThat(found).hasSize(1);
    assertThat(found.get(0).get("evidence")).isNotEmpty();
    Ran.arm("memory", "merge", one, two, "--store", store).ok();
    assertThat(Ran.arm("memory", "duplicates", "--store", store).code()).isEqualTo(1);
    Ran again = Ran.arm("memory", "merge", two, one, "--store", store);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("is SUPERSEDED");
    Ran.arm("memory", "undo", one, "--store", store).ok();
    Ran.arm("memory", "duplicates", "--store", store).ok();
    assertThat(Ran.arm("memory", "history", one, "--store", store).ok().out().lines()).hasSize(3);
  }

  @Test
  void whatWasBelievedIsToldForATime() throws Exception {
    String id = remember("Max connections is 100");

    assertThat(
            Ran.arm("memory", "history", id, "--as-of", "2999-01-01T00:00:00Z", "--store", store)
                .ok()
                .out())
        .contains("Max connections is 100", "(as now)");
    Ran before =
        Ran.arm("memory", "history", id, "--as-of", "2000-01-01T00:00:00Z", "--store", store);
    assertThat(before.code()).isEqualTo(1);
    assertThat(before.err()).contains("was first remembered at");
    assertThat(Ran.arm("memory", "contradictions", "--store", store).out())
        .contains("no contradictions");
  }

  @Test
  void theSameIncidentReportedTwiceIsOneMemory() throws Exception {
    String text = "Pool of orders exhausted. Fix: raised it to 200.";
    String first = remember(text);

    JsonNode again = json(Ran.arm("remember", text, "--store", store, "--json").ok());

    assertThat(again.get("id").asText()).isEqualTo(first);
    assertThat(again.get("result").asText()).isEqualTo("seenagain");
    assertThat(again.get("occurrences").asInt()).isEqualTo(2);
  }
}
