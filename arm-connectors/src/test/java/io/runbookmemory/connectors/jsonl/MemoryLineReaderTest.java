package io.runbookmemory.connectors.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.Other;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.json.MemoryJson;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemoryLineReaderTest {

  private static final Instant NOON = Instant.parse("2026-11-12T12:00:00Z");

  private final MemoryLineReader reader =
      new MemoryLineReader(
          new MemoryJson.Defaults(Tenant.DEFAULT, "corpus", NOON, Environments.DEFAULT));

  @Test
  void aLineWithContentIsAMemory() {
    Memory memory =
        reader.read("{\"title\":\"Disk\",\"content\":{\"kind\":\"note\",\"text\":\"full\"}}");

    assertThat(memory.content()).isEqualTo(new Note("full"));
    assertThat(memory.id()).isEqualTo(MemoryId.named("corpus", "Disk"));
    assertThat(memory.times().createdAt()).isEqualTo(NOON);
  }

  @Test
  void anIdOfAFilesLengthIsRefusedWithoutRepeatingIt() {
    String line =
        "{\"id\":\""
            + "x".repeat(65_536)
            + "\",\"title\":\"Disk\",\"content\":{\"kind\":\"note\",\"text\":\"full\"}}";

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> reader.read(line))
        .withMessage("id: an id must be a UUID of 36 characters, got 65536 characters");
  }

  @Test
  void contentOfAnUnknownKindIsKept() {
    Memory memory =
        reader.read("{\"title\":\"x\",\"content\":{\"kind\":\"hologram\",\"depth\":3}}");

    assertThat(memory.content()).isInstanceOf(Other.class);
    assertThat(MemoryJson.write(memory)).contains("\"depth\":3");
  }

  @Test
  void aDocumentIsARunbookWithItsSteps() {
    Memory memory =
        reader.read(
            """
            {"_id": "d-1", "title": "Lag", "text": "# Lag\\n\\n## Fix\\n\\n1. Scale.", \
            "service": "kafka", "env": "production", "severity": "P1", "tags": ["alert", "kafka"], \
            "url": "https://wiki.example/lag", "source": "repo:x.md@1", "metadata": {"a": 1}}\
            """);

    assertThat(memory.id()).isEqualTo(MemoryId.named("corpus", "d-1"));
    assertThat(memory.title()).isEqualTo("Lag");
    assertThat(memory.scope().service()).isEqualTo("kafka");
    assertThat(memory.scope().env()).isEqualTo("prod");
    assertThat(memory.severity()).contains(Severity.SEV1);
    assertThat(memory.tags()).containsExactly("alert", "kafka");
    assertThat(memory.provenance())
        .isEqualTo(new Provenance("corpus", "d-1", "https://wiki.example/lag", TrustTier.CURATED));
    assertThat(((Runbook) memory.content()).steps())
        .containsExactly(new RunbookStep("Fix", "Scale.", null, null));
  }

  @Test
  void aDocumentThatIsTaggedAsOneIsAnIncident() {
    Memory memory =
        reader.read(
            "{\"id\":7,\"title\":\"Hub 403\",\"text\":\"All got 403.\",\"tags\":\"Postmortem\","
                + "\"date\":\"2017-09-27\"}");

    assertThat(memory.content()).isEqualTo(Incident.builder("All got 403.").build());
    assertThat(memory.times().happenedAt()).isEqualTo(Instant.parse("2017-09-27T00:00:00Z"));
    assertThat(memory.provenance().key()).isEqualTo("7");
  }

  @Test
  void aDocumentWithoutTitleIsCalledByItsHeadingElseItsFirstLine() {
    assertThat(title("words\\n\\n# Heading")).isEqualTo("Heading");
    assertThat(title("\\n first line \\nsecond")).isEqualTo("first line");
    assertThat(title("x".repeat(150))).hasSize(100).endsWith("x…");
  }

  @Test
  void readingAgainGivesTheSameMemory() {
    String line = "{\"id\":\"a\",\"text\":\"b\",\"title\":null}";
    assertThat(reader.read(line)).isEqualTo(reader.read(line));
  }

  @Test
  void aNulThatWasEscapedIsReplaced() {
    Memory memory = reader.read("{\"id\":\"a\",\"title\":\"t\",\"text\":\"b\\u0000c\"}");
    assertThat(memory.text()).isEqualTo("b\uFFFDc");
  }

  @Test
  void whatIsNoJsonObjectIsRefused() {
    refuses("{\"id\":\"a\",\"text\":\"b", "is not JSON at column ");
    refuses("{\"id\":\"a\"} {}", "is not JSON");
    refuses("{\"id\":\"a\",\"id\":\"b\",\"text\":\"c\"}", "is not JSON");
    refuses("words", "is not JSON");
    refuses("[1]", "must be a JSON object, got an array");
    refuses("\"a\"", "must be a JSON object, got a string");
    refuses("{\"a\":" + "[".repeat(5_000), "is not JSON");
    refuses("{\"id\":\"a\",\"n\":1" + "0".repeat(5_000) + "}", "is not JSON");
  }

  @Test
  void aDocumentThatBreaksARuleIsRefusedWithItsField() {
    refuses("{}", "must have \"content\" as a memory or \"text\" as a document, got neither");
    refuses("{\"text\":\"b\"}", "_id: must be given, or id, got neither");
    refuses("{\"id\":\"a\",\"text\":\" \"}", "text: must not be blank");
    refuses("{\"id\":\"a\",\"text\":[]}", "text: must be a string, got an array");
    refuses("{\"id\":\"a\",\"text\":\"b\",\"tags\":[1]}", "tags[0]: must be a string with words");
    refuses(
        "{\"id\":\"a\",\"text\":\"b\",\"tags\":[\"\"]}", "tags[0]: must be a string with words");
    refuses("{\"id\":\"a\",\"text\":\"b\",\"env\":\"moon\"}", "env: must be one of prod, staging");
    refuses("{\"id\":\"a\",\"text\":\"b\",\"severity\":\"x\"}", "severity: must be one of SEV1");
    refuses("{\"id\":\"a\",\"text\":\"b\",\"date\":\"x\"}", "date: must be a date such as");
  }

  @Test
  void aMemoryThatBreaksARuleIsRefusedWithItsField() {
    refuses("{\"content\":{\"kind\":\"note\",\"text\":\"x\"}}", "title: is missing");
    refuses("{\"title\":\"a\",\"content\":3}", "content: must be an object, got a number");
    refuses(
        "{\"title\":\"a\",\"type\":\"X\",\"content\":{\"kind\":\"note\",\"text\":\"x\"}}",
        "type: must be one of FACTUAL, EPISODIC, SEMANTIC, PROCEDURAL, TEMPORAL, got \"X\"");
  }

  private String title(String text) {
    return reader.read("{\"id\":\"a\",\"text\":\"" + text + "\"}").title();
  }

  private void refuses(String line, String complaint) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> reader.read(line))
        .withMessageContaining(complaint);
  }
}
