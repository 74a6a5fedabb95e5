package io.runbookmemory.examples.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.connectors.ingest.Ingested;
import io.runbookmemory.connectors.ingest.MemoryFiles;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.examples.check.CheckFiles.Fired;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With the bundled runbooks in memory, an alert as its rule fires it recalls its own first. */
class CheckRecallTest {

  private static final Instant T = Instant.parse("2026-05-12T02:41:00Z");

  private static EmbeddingModel model;
  private static RunbookMemory memory;

  @BeforeAll
  static void remember() throws IOException {
    model = OnnxEmbeddingModel.bundled();
    memory = RunbookMemory.builder(new ExactMemoryStore()).model(model).clock(() -> T).build();
    MemoryFiles files =
        new MemoryFiles(
            new MemoryJson.Defaults(
                Tenant.DEFAULT, InstallCommand.SOURCE, T, Environments.DEFAULT));
    List<Ingested> read = new ArrayList<>();
    for (Path runbook : CheckFiles.in(CheckFiles.SHIPPED.resolve("runbooks"))) {
      files.read(runbook, read::add);
    }
    for (Ingested one : read) {
      assertThat(one).isInstanceOf(Ingested.Read.class);
      Ingested.Read page = (Ingested.Read) one;
      assertThat(((Runbook) page.memory().content()).steps())
          .as(page.place())
          .hasSizeGreaterThanOrEqualTo(6);
      memory.rememberAll(List.of(page.memory()));
    }
  }

  @AfterAll
  static void forget() {
    memory.close();
    model.close();
  }

  static List<Fired> fired() throws IOException {
    return CheckFiles.fired();
  }

  @ParameterizedTest
  @MethodSource("fired")
  void itsOwnRunbookIsFirst(Fired fired) {
    assertThat(first(fired, fired.name())).contains(fired.name());
  }

  /** A team that renamed an alert, or whose own rule says the same in other words. */
  @Test
  void mostAreFoundByTheirWordsAloneToo() throws IOException {
    Map<String, Boolean> found = new HashMap<>();
    for (Fired one : fired()) {
      found.merge(one.name(), first(one, "Custom").contains(one.name()), Boolean::logicalOr);
    }

    assertThat(found).hasSize(56);
    assertThat(found).as("by words alone").doesNotContainValue(false);
  }

  private static List<String> first(Fired fired, String name) {
    Map<String, String> labels = texts(fired.labels());
    labels.put("alertname", name);
    Map<String, String> annotations = texts(fired.annotations());
    if (!name.equals(fired.name())) {
      annotations.remove("runbook");
    }
    Situation situation = Situation.builder(new Alert(labels, annotations, T), T).build();
    Recollection best = memory.recall(situation).recollections().getFirst();
    return ((Runbook) best.memory().content()).alerts();
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new HashMap<>();
    node.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
    return texts;
  }
}
