package io.runbookmemory.memory.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.Other;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryJsonTest {

  private static final String ID = "00000000-0000-0000-0000-000000000001";

  /** A line with some content, and more fields at the top. */
  private static String line(String content, String more) {
    return "{\"id\":\"%s\",\"createdAt\":\"2026-05-12T02:41:00Z\",\"scope\":{\"tenant\":\"t\"},"
            .formatted(ID)
        + "\"title\":\"Title\",\"content\":"
        + content
        + more
        + "}";
  }

  @Test
  void whatWasWrittenIsReadBackEqual() {
    Set<String> kinds = new HashSet<>();
    for (int seed = 0; seed < 500; seed++) {
      Memory memory = new RandomContents(seed).memory();
      String json = MemoryJson.write(memory);
      assertThat(json).as("seed %d", seed).doesNotContain("\n", "\r");
      assertThat(MemoryJson.read(json)).as("seed %d: %s", seed, json).isEqualTo(memory);
      assertThat(MemoryJson.write(MemoryJson.read(json))).as("seed %d", seed).isEqualTo(json);
      kinds.add(memory.content().kind());
    }
    assertThat(kinds).hasSize(10);
  }

  @Test
  void fieldsOfANewerReleaseAreWrittenBackWhereverTheyStood() {
    String json =
        line(
            "{\"kind\":\"runbook\",\"markdown\":\"x\",\"color\":1.50,\"steps\":["
                + "{\"text\":\"a\"},{\"text\":\"b\",\"risk\":{\"level\":2}}]}",
            ",\"mood\":null,\"a.b\":[1],\"a/b~c\":\"x\","
                + "\"links\":[{\"type\":\"t\",\"target\":\""
                + ID
                + "\",\"weight\":3}],"
                + "\"provenance\":{\"source\":\"s\",\"commit\":\"abc\"}");

    Memory memory = MemoryJson.read(json);

    assertThat(memory.unknownFields())
        .isEqualTo(
            Map.of(
                "/content/color", "1.50",
                "/content/steps/1/risk", "{\"level\":2}",
                "/mood", "null",
                "/a.b", "[1]",
                "/a~1b~0c", "\"x\"",
                "/links/0/weight", "3",
                "/provenance/commit", "\"abc\""));
    String written = MemoryJson.write(memory);
    assertThat(written)
        .contains("\"a.b\":[1]", "\"risk\":{\"level\":2}", "\"a/b~c\":\"x\"", "\"weight\":3");
    assertThat(MemoryJson.read(written)).isEqualTo(memory);
  }

  @Test
  void anUnknownFieldGoesWithTheObjectItStoodIn() {
    Memory memory =
        MemoryJson.read(
            line(
                "{\"kind\":\"runbook\",\"markdown\":\"x\",\"steps\":[{\"text\":\"a\",\"risk\":1}]}",
                ",\"mood\":2"));

    String written = MemoryJson.write(memory.toBuilder().content(new Note("x")).build());

    assertThat(written).contains("\"mood\":2").doesNotContain("risk");
  }

  @Test
  void aKindOfANewerReleaseIsKeptWhole() {
    String content = "{\"kind\":\"hologram\",\"depth\":[1,{\"x\":null}],\"id\":7}";

    Memory memory = MemoryJson.read(line(content, ""));

    assertThat(memory.content()).isEqualTo(new Other("hologram", content));
    assertThat(memory.unknownFields()).isEmpty();
    assertThat(MemoryJson.write(memory)).contains("\"content\":" + content);
  }

  @Test
  void anOpaqueContentAlwaysCarriesItsKind() {
    Memory memory =
        MemoryJson.read(line("{\"kind\":\"note\",\"text\":\"x\"}", "")).toBuilder()
            .content(new Other("hologram", "{}"))
            .build();

    assertThat(MemoryJson.read(MemoryJson.write(memory)).content())
        .isEqualTo(new Other("hologram", "{\"kind\":\"hologram\"}"));
  }

  @Test
  void whatMayBeLeftOutHasItsDefault() {
    Memory memory =
        MemoryJson.read(line("{\"kind\":\"runbook\",\"markdown\":\"x\"}", ",\"text\":null"));

    assertThat(memory.content()).isEqualTo(Runbook.builder("x").build());
    assertThat(memory.times().updatedAt()).isEqualTo(memory.times().createdAt());
    assertThat(memory.provenance().source()).isEqualTo("capture");
    assertThat(memory.occurrences()).isEqualTo(1);
    assertThat(memory.version()).isZero();
    assertThat(memory.ownText()).isEmpty();
  }

  @Test
  void timesOfOtherOffsetsAndWordsOfAnyCaseAreUnderstood() {
    Memory memory =
        MemoryJson.read(
            line(
                "{\"kind\":\"runbook\",\"markdown\":\"x\",\"steps\":[{\"text\":\"a\"}]}",
                ",\"happenedAt\":\"2026-05-12T04:41:00+02:00\",\"severity\":\"critical\","
                    + "\"status\":\"draft\",\"type\":\"Procedural\""));

    assertThat(memory.times().happenedAt()).isEqualTo(memory.times().createdAt());
    assertThat(memory.severity()).hasToString("Optional[SEV1]");
    assertThat(memory.status()).hasToString("DRAFT");
    assertThat(((Runbook) memory.content()).steps())
        .isEqualTo(List.of(new RunbookStep("", "a", null, null)));
  }

  @Test
  void whatIsWrittenOfAStepIsKeptAndOlderStepsHaveNone() {
    String told =
        "{\"section\":\"\",\"text\":\"a\",\"expected\":\"e\",\"rollback\":\"r\",\"otherwise\":\"o\"}";
    Memory memory =
        MemoryJson.read(
            line(
                "{\"kind\":\"runbook\",\"markdown\":\"x\",\"steps\":["
                    + told
                    + ",{\"section\":\"\",\"text\":\"b\"}]}",
                ""));

    RunbookStep bare = new RunbookStep("", "b", null, null);
    assertThat(((Runbook) memory.content()).steps())
        .containsExactly(new RunbookStep("", "a", null, null).withRemarks("e", "r", "o"), bare);
    assertThat(MemoryJson.write(memory)).contains(told + ",{\"section\":\"\",\"text\":\"b\"}]");
  }
}
