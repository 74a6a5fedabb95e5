package io.runbookmemory.connectors.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.DetectionRule;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.json.MemoryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownRunbookReaderTest {

  private static final Instant NOON = Instant.parse("2026-11-12T12:00:00Z");

  private static final String FULL =
      """
      ---
      title: Pool exhausted
      service: checkout
      env: Production
      cluster: eu-1
      namespace: shop
      severity: critical
      tags: [postgres, pool]
      slo: checkout-availability
      owners: [team-checkout, dba]
      escalation: checkout-primary
      urls: [https://wiki.example/pool, https://grafana.example/d/1]
      alerts: [CheckoutHighErrorRate]
      last_verified: 2025-06-18
      expires_at: 2027-01-01T08:00:00+02:00
      layout: post
      weight: {a: 1}
      detection:
        - promql: 'pending{service="$service"} > 10'
        - spl: index=prod pool
        - up == 0
      ---

      # Another title

      1. Restart.
      """;

  @TempDir private Path folder;

  @Test
  void frontMatterDescribesTheMemory() throws IOException {
    Memory memory = read(FULL);

    assertThat(memory.id()).isEqualTo(MemoryId.named("wiki", "db/pool.md"));
    assertThat(memory.title()).isEqualTo("Pool exhausted");
    assertThat(memory.scope())
        .isEqualTo(new Scope(Tenant.DEFAULT, "eu-1", "shop", "checkout", "prod", null));
    assertThat(memory.severity()).contains(Severity.SEV1);
    assertThat(memory.tags()).containsExactly("pool", "postgres");
    assertThat(memory.type()).isEqualTo(MemoryType.PROCEDURAL);
    assertThat(memory.provenance())
        .isEqualTo(
            new Provenance("wiki", "db/pool.md", "https://wiki.example/pool", TrustTier.CURATED));
    assertThat(memory.times().createdAt()).isEqualTo(NOON);
    assertThat(memory.times().lastVerifiedAt()).isEqualTo(Instant.parse("2025-06-18T00:00:00Z"));
    assertThat(memory.times().expiresAt()).isEqualTo(Instant.parse("2027-01-01T06:00:00Z"));
    assertThat(memory.unknownFields()).isEmpty();
  }

  @Test
  void frontMatterDescribesTheRunbook() throws IOException {
    Runbook runbook = runbook(FULL);

    assertThat(runbook.markdown()).isEqualTo("# Another title\n\n1. Restart.");
    assertThat(runbook.slo()).contains("checkout-availability");
    assertThat(runbook.owners()).containsExactly("team-checkout", "dba");
    assertThat(runbook.escalationPolicy()).contains("checkout-primary");
    assertThat(runbook.urls()).hasSize(2);
    assertThat(runbook.alerts()).containsExactly("CheckoutHighErrorRate");
    assertThat(runbook.detectionRules())
        .containsExactly(
            new DetectionRule("promql", "pending{service=\"$service\"} > 10"),
            new DetectionRule("spl", "index=prod pool"),
            new DetectionRule("promql", "up == 0"));
    assertThat(runbook.steps()).hasSize(1);
  }

  @Test
  void withoutFrontMatterThePageSpeaksForItself() throws IOException {
    Memory memory = read("# Stock drifts\n\nOwner: inventory.\n");

    assertThat(memory.title()).isEqualTo("Stock drifts");
    assertThat(memory.scope()).isEqualTo(Scope.of(Tenant.DEFAULT));
    assertThat(memory.severity()).isEmpty();
    assertThat(memory.provenance().url()).isNull();
    assertThat(read("just words").title()).isEqualTo("pool");
    assertThat(read("---\n---\n# Empty front\n").title()).isEqualTo("Empty front");
  }

  @Test
  void aListMayBeOneString() throws IOException {
    Memory memory = read("---\ntags: kafka, lag\nowners: data\ndetection: up == 0\n---\ntext");

    assertThat(memory.tags()).containsExactly("kafka", "lag");
    assertThat(((Runbook) memory.content()).owners()).containsExactly("data");
    assertThat(((Runbook) memory.content()).detectionRules())
        .containsExactly(new DetectionRule("promql", "up == 0"));
  }

  @Test
  void aKeyInFrontMatterSurvivesAMoveOfTheFile() throws IOException {
    assertThat(read("---\nkey: RB-7\n---\ntext").id()).isEqualTo(MemoryId.named("wiki", "RB-7"));
    assertThat(read("---\nid: 7\n---\ntext").provenance().key()).isEqualTo("7");
  }

  @Test
  void readingAgainGivesTheSameMemory() throws IOException {
    Memory first = read(FULL);
    Memory later =
        new MarkdownRunbookReader(defaults(NOON.plusSeconds(60)))
            .read(folder.resolve("pool.md"), "db/pool.md");

    assertThat(later.saysTheSameAs(first)).isTrue();
    assertThat(later.times().createdAt()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void lineBreaksOfWindowsAndAByteOrderMarkChangeNothing() throws IOException {
    assertThat(read("\uFEFF" + FULL.replace("\n", "\r\n"))).isEqualTo(read(FULL));
  }

  @Test
  void wrongFrontMatterIsRefusedWithLineFieldAndRule() throws IOException {
    refuses(
        "---\nservice: a\nseverity: banana\n---\nx",
        ":3: severity must be one of SEV1, SEV2, SEV3, critical, warning, info, P1 to P5, high,"
            + " medium, low, got \"banana\"");
    refuses("---\nenv: moon\n---\nx", ":2: env must be one of prod, staging, dev, got \"moon\"");
    refuses("---\n\nservice: [a, b]\n---\nx", ":3: service must be text, got a list");
    refuses("---\ntags:\n- a\n- {b: c}\n---\nx", ":4: tags[1] must be text, got a mapping");
    refuses("---\ntags:\n- a\n- ''\n---\nx", ":4: tags[1] must not be blank");
    refuses("---\nservice: a\nservice: b\n---\nx", ":3: service must be given once");
    refuses(
        "---\nlast_verified: 18.6.2025\n---\nx",
        ":2: last_verified must be a date such as 2026-08-30 or a time such as"
            + " 2026-08-30T14:05:00Z, got \"18.6.2025\"");
    refuses("---\nexpires_at: 0000-01-01\n---\nx", ":2: expires_at must be a date");
    refuses("---\ndetection:\n- promql: ''\n---\nx", ":3: detection[0].promql must not be blank");
  }

  @Test
  void frontMatterThatIsNoYamlIsRefusedAtItsLine() throws IOException {
    refuses("---\na: 1\nb: c: d\n---\nx", ":3: must be YAML 1.2, got: mapping values");
    refuses("---\n- a\n- b\n---\nx", "must be a mapping, got a list");
    refuses("---\na: 1\n", ":1: front matter that begins with --- must end with ---");
    refuses("---\na: " + "[".repeat(10_000) + "\n---\nx", ":2: YAML must be nested at most");
  }

  @Test
  void whatHoldsNoTextIsRefused() throws IOException {
    refuses("", ": must not be empty");
    refuses(" \n\t\n", ": must not be empty");
    refuses("---\nservice: a\n---\n \n", ": must have text below its front matter");
    refuses("# a\n\nb\0c", ":3: must be text, got a NUL character");
  }

  private void refuses(String text, String complaint) throws IOException {
    Path file = write(text);
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> new MarkdownRunbookReader(defaults(NOON)).read(file, "x"))
        .withMessageStartingWith(file.toString())
        .withMessageContaining(complaint);
  }

  private Runbook runbook(String text) throws IOException {
    return (Runbook) read(text).content();
  }

  private Memory read(String text) throws IOException {
    return new MarkdownRunbookReader(defaults(NOON)).read(write(text), "db/pool.md");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("pool.md"), text);
  }

  private static MemoryJson.Defaults defaults(Instant at) {
    return new MemoryJson.Defaults(Tenant.DEFAULT, "wiki", at, Environments.DEFAULT);
  }
}
