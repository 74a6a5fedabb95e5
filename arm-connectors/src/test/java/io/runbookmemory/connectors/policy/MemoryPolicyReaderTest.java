package io.runbookmemory.connectors.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.learn.upkeep.RetentionClass;
import io.runbookmemory.learn.upkeep.RetentionPolicy;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.salience.SaliencePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryPolicyReaderTest {

  @TempDir Path temp;

  private Path file(String... lines) throws IOException {
    return Files.write(temp.resolve("memory-policy.yaml"), List.of(lines));
  }

  @Test
  void kindsAreKeptAsTheFileSaysAndTheRestAsByDefault() throws IOException {
    RetentionPolicy retention =
        MemoryPolicyReader.read(
                file(
                    "version: 1",
                    "retention:",
                    "  classes: {audit: 400d, forever: permanent}",
                    "  kinds:",
                    "    incident: audit",
                    "    deployment: 26w",
                    "    interaction: 36h",
                    "    baseline: forever",
                    "    report: permanent",
                    "  drafts: 30d",
                    "  openIncidents: 3d",
                    "  lastingSalience: 0.4"))
            .retention();

    assertThat(retention.kinds())
        .containsEntry("incident", new RetentionClass("audit", Duration.ofDays(400)))
        .containsEntry("deployment", new RetentionClass("deployment", Duration.ofDays(182)))
        .containsEntry("interaction", new RetentionClass("interaction", Duration.ofHours(36)))
        .containsEntry("baseline", new RetentionClass("forever", null))
        .containsEntry("report", RetentionClass.PERMANENT)
        .containsEntry("runbook", RetentionClass.PERMANENT);
    assertThat(retention.drafts().term()).isEqualTo(Duration.ofDays(30));
    assertThat(retention.openFor()).isEqualTo(Duration.ofDays(3));
    assertThat(retention.lastingSalience()).isEqualTo(0.4);
  }

  @Test
  void memoriesFadeAndGoStaleAsTheFileSays() throws IOException {
    MemoryPolicy policy =
        MemoryPolicyReader.read(
            file(
                "version: 1",
                "freshness: {sla: 60d}",
                "staleAfter: {episodic: 45d, factual: never}",
                "halfLives: {EPISODIC: 120d, temporal: never}"));

    assertThat(policy.audit().sla()).isEqualTo(Duration.ofDays(60));
    SaliencePolicy salience = policy.salience();
    assertThat(salience.staleAfter(MemoryType.EPISODIC)).contains(Duration.ofDays(45));
    assertThat(salience.staleAfter(MemoryType.FACTUAL)).isEmpty();
    assertThat(salience.staleAfter(MemoryType.TEMPORAL)).contains(Duration.ofDays(7));
    assertThat(salience.halfLife(MemoryType.EPISODIC)).contains(Duration.ofDays(120));
    assertThat(salience.halfLife(MemoryType.TEMPORAL)).isEmpty();
    assertThat(salience.halfLife(MemoryType.FACTUAL)).contains(Duration.ofDays(365));
  }

  @Test
  void anEmptyFileIsTheDefault() throws IOException {
    assertThat(MemoryPolicyReader.read(file("# nothing yet"))).isEqualTo(MemoryPolicy.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          retention: 90d | :2: retention must be a mapping, got "90d"
          retentoin: {} | :2: retentoin is unknown; known here are [freshness, halfLives, retention, staleAfter, version]
          retention: {kinds: {incidents: 90d}} | :2: retention.kinds.incidents is unknown; known here are [baseline, deployment, incident, interaction, note, pattern, report, resource, runbook]
          retention: {kinds: {incident: quarter}} | :2: retention.kinds.incident must be permanent, a term such as 90d or one of the classes [], got "quarter"
          retention: {kinds: {incident: 0d}} | :2: retention.kinds.incident must be permanent, a term such as 90d or one of the classes [], got "0d"
          retention: {classes: {a: forever}} | :2: retention.classes.a must be a number above 0 and one of the units h, d, w, such as 90d, got "forever"
          retention: {lastingSalience: 1.5} | :2: retention.lastingSalience must be in [0, 1], got 1.5
          halfLives: {episodic: -30d} | :2: halfLives.episodic must be a number above 0 and one of the units h, d, w, such as 90d, got "-30d"
          halfLives: {incident: 30d} | :2: halfLives.incident is no type of memory; known are factual, episodic, semantic, procedural, temporal
          freshness: {sla: [90d]} | :2: freshness.sla must be text, got a list
          freshness: {SLA: 90d} | :2: freshness.SLA is unknown; known here are [sla]
          version: 1 | :2: version must be given once, got a second one
          """)
  void whatIsWrongIsToldWithItsPlace(String line, String told) throws IOException {
    Path file = file("version: 1", line);

    assertThatThrownBy(() -> MemoryPolicyReader.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + told);
  }

  @Test
  void theVersionMustBeKnown() throws IOException {
    Path missing = file("retention: {}");
    assertThatThrownBy(() -> MemoryPolicyReader.read(missing))
        .hasMessage(missing + ":1: the document must give version: 1");
    Path newer = file("version: 2");
    assertThatThrownBy(() -> MemoryPolicyReader.read(newer))
        .hasMessage(newer + ":1: version must be 1, got \"2\"");
  }

  @Test
  void aFileThatIsNotThereIsToldSo() {
    assertThatThrownBy(() -> MemoryPolicyReader.read(temp.resolve("none.yaml")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("none.yaml");
  }
}
