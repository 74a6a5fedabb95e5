package io.runbookmemory.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Baseline;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.DetectionRule;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.Other;
import io.runbookmemory.memory.content.Pattern;
import io.runbookmemory.memory.content.Report;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.json.MemoryJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole memory goes through the redactor: every text of it, and nothing but texts. */
class MemoryRedactionTest {

  private static final Instant NOW = TestMemories.NOW;
  private static final String SECRET = "bob@example.com";
  private static final String GONE = "[EMAIL_1]";

  private final Redactor redactor = new PatternRedactor();

  static Stream<Content> contents() {
    return Stream.of(
        Runbook.builder("see " + SECRET)
            .slo("slo of " + SECRET)
            .alerts(List.of(SECRET))
            .detectionRules(List.of(new DetectionRule("promql", "up{u=\"" + SECRET + "\"}")))
            .steps(List.of(new RunbookStep(SECRET, SECRET, "bash", "mail " + SECRET)))
            .urls(List.of("https://wiki/" + SECRET))
            .owners(List.of(SECRET))
            .escalationPolicy(SECRET)
            .build(),
        Incident.builder(SECRET)
            .alertName(SECRET)
            .fingerprint(SECRET)
            .rootCause(SECRET)
            .resolution(SECRET)
            .openedAt(NOW)
            .resolvedAt(NOW.plus(Duration.ofMinutes(9)))
            .affectedServices(List.of(SECRET))
            .attempts(List.of(new Attempt("asked " + SECRET, Effect.MITIGATED)))
            .build(),
        new Deployment(SECRET, List.of(SECRET), SECRET, List.of(SECRET)),
        new ResourceFact(SECRET, SECRET, SECRET),
        new Pattern(SECRET, SECRET, 3, 0.5),
        new Baseline(SECRET, Map.of("p99", 0.25)),
        new Report(NOW, NOW.plusSeconds(60), SECRET, "{\"by\":\"" + SECRET + "\"}"),
        new Note(SECRET),
        new Interaction(SECRET, SECRET),
        new Other(
            "drill",
            "{\"kind\":\"drill\",\"n\":1.50,\"by\":[\"%1$s\",{\"kind\":\"%1$s\",\"x\":\"%1$s\"}]}"
                .formatted(SECRET)));
  }

  private static Memory memory(Content content) {
    return TestMemories.of("asked " + SECRET, content)
        .text("text of " + SECRET)
        .scope(new Scope(new Tenant("team-a"), "c1", "ns1", "api", "prod", "s1"))
        .tags(List.of("db", "by " + SECRET))
        .severity(Severity.SEV2)
        .status(MemoryStatus.SUSPECT)
        .provenance(new Provenance("wiki", SECRET, "https://wiki/" + SECRET, TrustTier.CURATED))
        .happenedAt(NOW.minusSeconds(7))
        .lastSeenAt(NOW.minusSeconds(6))
        .lastVerifiedAt(NOW.minusSeconds(5))
        .expiresAt(NOW.plusSeconds(99))
        .occurrences(4)
        .pinned(true)
        .links(List.of(new Link("caused-by", TestMemories.id("other"))))
        .version(3)
        .unknownFields(Map.of("/mood", "{\"of\":\"" + SECRET + "\"}"))
        .build();
  }

  @ParameterizedTest
  @MethodSource("contents")
  void noTextKeepsASecretAndNothingElseChanges(Content content) {
    Memory memory = memory(content);

    Memory redacted = redactor.redact(memory);

    // The expected memory is the same one, made with the placeholder in place of the secret.
    String expected = MemoryJson.write(memory).replace(SECRET, GONE);
    assertThat(MemoryJson.write(redacted)).isEqualTo(expected).doesNotContain(SECRET);
    assertThat(redacted.id()).isEqualTo(memory.id());
    assertThat(redacted.content()).hasSameClassAs(content);
  }

  @ParameterizedTest
  @MethodSource("contents")
  void redactingAMemoryTwiceIsRedactingItOnce(Content content) {
    Memory once = redactor.redact(memory(content));

    assertThat(redactor.redact(once)).isSameAs(once);
  }

  @ParameterizedTest
  @MethodSource("contents")
  void aRedactorThatHidesAllDigitsAndCapitalsLeavesTimesAndNamesOfValuesReadable(Content content) {
    Redactor harsh = text -> text.replaceAll("[A-Z0-9]", "#");
    Memory memory = memory(content);

    Memory redacted = harsh.redact(memory);

    assertThat(redacted.times()).isEqualTo(memory.times());
    assertThat(redacted.scope()).isEqualTo(memory.scope());
    assertThat(redacted.links()).isEqualTo(memory.links());
    assertThat(redacted.content().kind()).isEqualTo(content.kind());
    if (redacted.content() instanceof Incident incident) {
      assertThat(incident.openedAt()).contains(NOW);
      assertThat(incident.attempts()).extracting(Attempt::effect).containsExactly(Effect.MITIGATED);
    }
  }

  @Test
  void ofAFieldThatHoldsASecretByItsNameNothingIsLeft() {
    String json = "{\"kind\":\"drill\",\"db\":{\"password\":\"correct horse\",\"user\":\"app\"}}";
    Memory memory = TestMemories.of("A drill", new Other("drill", json)).build();

    assertThat(MemoryJson.write(redactor.redact(memory)))
        .contains("\"password\":\"[SECRET_1]\"", "\"user\":\"app\"");
  }

  @Test
  void aMemoryWithoutASecretIsTheSame() {
    Memory memory = TestMemories.note("Disk full on db-1", "Clear /var/log").build();

    assertThat(redactor.redact(memory)).isSameAs(memory);
  }

  @Test
  void aKeyOfManyLinesLeavesNoLineInTheJson() {
    String body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n".repeat(20);
    String key = "-----BEGIN PRIVATE KEY-----\n" + body + "-----END PRIVATE KEY-----";
    Memory memory = TestMemories.runbook("Rotate the key", "Was:\n```\n" + key + "\n```").build();

    String json = MemoryJson.write(redactor.redact(memory));

    assertThat(json).contains("[PRIVATE_KEY_1]").doesNotContain("MIIE");
  }
}
