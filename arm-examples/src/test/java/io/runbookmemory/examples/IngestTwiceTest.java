package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is ingested, ingesting it again changes nothing. */
class IngestTwiceTest {

  @TempDir Path temp;

  private void write(String name, String text) throws IOException {
    Path file = temp.resolve("ops").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void pagesPostmortemsRulesAndAttachmentsAreTheSameTheSecondTime() throws IOException {
    write("disk.md", "# Disk is full\n\n![where](disk.png)\n\n1. Delete logs\n");
    write("disk.png", "picture");
    write("incident.md", "# Incident 7: disk full\n\n## Impact\n\nNo mail.\n\n## Cause\n\nLogs.\n");
    write(
        "rules.yml",
        """
        groups:
        - rules:
          - alert: DiskFull
            expr: free == 0
            annotations: {runbook_url: "https://wiki.example/ops/disk"}
        """);
    String store = "lucene:" + temp.resolve("store");
    Path artifacts = temp.resolve("artifacts");
    Object[] command = {
      "ingest", temp.resolve("ops"), "--artifacts", artifacts, "--store", store,
    };

    assertThat(Ran.arm(command).ok().out())
        .contains("3 added, 0 updated, 0 unchanged, 0 rejected")
        .contains(temp.resolve("ops/incident.md") + ": not found: resolution, when it began");
    assertThat(Ran.arm(command).ok().out()).contains("0 added, 0 updated, 3 unchanged");
    try (Stream<Path> kept = Files.walk(artifacts)) {
      assertThat(kept.filter(Files::isRegularFile)).hasSize(1);
    }
    assertThat(Ran.arm("recall", "DiskFull", "--store", store).ok().out()).contains("DiskFull");
  }
}
