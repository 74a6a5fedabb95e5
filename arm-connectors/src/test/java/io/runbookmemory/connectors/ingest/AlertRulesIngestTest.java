package io.runbookmemory.connectors.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.DetectionRule;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.json.MemoryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRulesIngestTest {

  private static final String RULES =
      """
      groups:
      - name: disks
        rules:
        - record: disk:free:ratio
          expr: free / size
        - alert: DiskFilling
          expr: disk:free:ratio < 0.1
          for: 15m
          labels:
            severity: warning
            team: storage
          annotations:
            summary: Disk of {{ $labels.instance }} is filling.
            runbook_url: https://git.example/ops/blob/main/runbooks/disk-filling.md#steps
        - alert: DiskFilling
          expr: disk:free:ratio < 0.02
          labels: {severity: critical, service: "{{ $labels.job }}"}
      """;

  private final MemoryFiles files =
      new MemoryFiles(
          new MemoryJson.Defaults(
              Tenant.DEFAULT, "ops", Instant.parse("2026-11-12T12:00:00Z"), Environments.DEFAULT));

  @TempDir private Path folder;

  @Test
  void theRulesOfAnAlertAreOneMemory() throws IOException {
    Memory memory = memories(write("rules/disk.yml", RULES)).getFirst();
    Runbook runbook = (Runbook) memory.content();

    assertThat(memory.title()).isEqualTo("DiskFilling: Disk of <instance> is filling.");
    assertThat(memory.severity()).contains(Severity.SEV1);
    assertThat(memory.scope().service()).isNull();
    assertThat(memory.provenance().key()).isEqualTo("disk.yml#DiskFilling");
    assertThat(runbook.alerts()).containsExactly("DiskFilling");
    assertThat(runbook.owners()).containsExactly("storage");
    assertThat(runbook.detectionRules())
        .containsExactly(
            new DetectionRule("promql", "disk:free:ratio < 0.1"),
            new DetectionRule("promql", "disk:free:ratio < 0.02"));
    assertThat(runbook.markdown()).contains("- Fires after: 15m");
  }

  @ParameterizedTest
  @CsvSource({
    "runbooks/disk-filling.md, ''",
    "main/runbooks/Disk-Filling.md, ''",
    "elsewhere.md, https://git.example/ops/blob/main/runbooks/disk-filling.md",
  })
  void anAlertPointsToItsRunbookWhereverItIsRead(String path, String url) throws IOException {
    write("0-rules.yml", RULES);
    write(path, (url.isEmpty() ? "" : "---\nurls: " + url + "\n---\n") + "# Disks\n\n1. Look");
    List<Memory> memories = memories(folder);

    assertThat(memories).hasSize(2);
    assertThat(memories.getLast().links())
        .containsExactly(new Link(RunbookAddresses.LINK, memories.getFirst().id()));
  }

  @Test
  void anAddressThatFitsTwoRunbooksOrNoneGivesNoArrow() throws IOException {
    write("0-rules.yml", RULES.replace("runbooks/disk-filling.md", "wiki/disk-filling"));
    write("a/wiki/disk-filling.md", "# a");
    write("b/wiki/disk-filling.md", "# b");
    assertThat(memories(folder).getLast().links()).hasSize(0);

    write("0-rules.yml", RULES.replace("disk-filling.md", "refilling.md"));
    assertThat(memories(folder).getLast().links()).isEmpty();
  }

  @Test
  void aWrongRuleIsRefusedWithItsLineAndTheOthersAreRead() throws IOException {
    Path file =
        write(
            "a.yaml",
            RULES.replace("for: 15m", "for: soon") + "  - alert: NoQuery\n    labels: {a: b}\n");

    assertThat(read(file))
        .filteredOn(Ingested.Refused.class::isInstance)
        .containsExactly(
            new Ingested.Refused(
                file + ":8",
                "groups[0].rules[1].for must be a duration such as 5m or 1h30m, got \"soon\""),
            new Ingested.Refused(file + ":18", "groups[0].rules[3].expr must be given"));
    assertThat(memories(file)).hasSize(1);
  }

  @Test
  void objectsOfTheOperatorAreReadAndOtherYamlIsLeftAlone() throws IOException {
    String object =
        "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n" + RULES.indent(2);
    write("a.yaml", object);
    write("b.yaml", "alert: none\n");
    write("c.yaml", "groups:\n- {{ template }}\n");
    write("d.yaml", "groups: [wheel]\n");

    assertThat(memories(folder)).hasSize(1);
    assertThat(read(folder)).hasSize(1);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private List<Ingested> read(Path path) {
    List<Ingested> all = new ArrayList<>();
    files.read(path, all::add);
    return all;
  }

  private List<Memory> memories(Path path) {
    return read(path).stream()
        .filter(Ingested.Read.class::isInstance)
        .map(one -> ((Ingested.Read) one).memory())
        .toList();
  }
}
