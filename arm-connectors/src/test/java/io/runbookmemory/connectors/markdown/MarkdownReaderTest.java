package io.runbookmemory.connectors.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Incident;
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
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownReaderTest {

  private final MarkdownReader reader =
      new MarkdownReader(
          new MemoryJson.Defaults(
              Tenant.DEFAULT, "wiki", Instant.parse("2026-11-12T12:00:00Z"), Environments.DEFAULT));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tuned", "heldout"})
  void theFieldsOfLabelledPostmortemsAreFound(String set) throws IOException {
    List<String> faults = new ArrayList<>();
    int fields = 0;
    for (PostmortemLabels labels : PostmortemLabels.of(set)) {
      fields += labels.expected().size();
      faults.addAll(labels.faults(reader.read(labels.path(), labels.file()).memory()));
    }
    assertThat(fields).isEqualTo(80);
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"runbook-kcs", "template", "process", "runbook-follow-up"})
  void runbooksAndPagesAboutPostmortemsAreNone(String name) {
    Path file = PostmortemLabels.FOLDER.resolve("other/" + name + ".md");
    assertThat(reader.read(file, name).memory().content()).isInstanceOf(Runbook.class);
  }

  @Test
  void whatIsNotFoundIsSaid() {
    MarkdownReader.Read read =
        reader.read(PostmortemLabels.FOLDER.resolve("heldout/e-dateless.md"), "e");

    assertThat(read.missing())
        .containsExactly(
            "the day of its times",
            "when it began",
            "when it was detected",
            "when it was mitigated",
            "when it was resolved");
  }

  @Test
  void codeTablesAndLinksAreKeptAsWritten() throws IOException {
    Path file = PostmortemLabels.FOLDER.resolve("tuned/a-classic.md");
    Memory memory = reader.read(file, "a").memory();
    Incident incident = (Incident) memory.content();

    assertThat(incident.rootCause().orElseThrow())
        .contains("```java\nConnection c = pool.take(); // no try-with-resources\n```");
    assertThat(memory.text()).isEqualTo(Files.readString(file).strip());
    assertThat(memory.tags()).containsExactly("postmortem");
    assertThat(memory.times().happenedAt()).isEqualTo(Instant.parse("2026-03-12T14:02:00Z"));
  }

  @Test
  void frontMatterDecidesWhatAPageIs() throws IOException {
    String page = "# Incident 7: a\n\n## Root cause\n\nb\n\n## Impact\n\nc\n";
    Path runbook = Files.writeString(folder.resolve("a.md"), "---\ntype: runbook\n---\n" + page);
    Path note = Files.writeString(folder.resolve("b.md"), "---\ntype: incident\n---\n# a\n\nwords");
    Path list = Files.writeString(folder.resolve("c.md"), "---\ntype: [x]\n---\n" + page);

    assertThat(reader.read(runbook, "a").memory().content()).isInstanceOf(Runbook.class);
    assertThat(reader.read(note, "b").memory().content()).isInstanceOf(Incident.class);
    assertThat(reader.read(list, "c").memory().content()).isInstanceOf(Incident.class);
  }

  @Test
  void aTimeInAZoneThatSeveralShareIsNoTime() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.md"),
            """
            # Incident 8: a

            Date: 2026-03-02

            ## Timeline (IST)

            - 14:02 errors begin

            ## Root cause

            b
            """);

    assertThat(((Incident) reader.read(file, "a").memory().content()).openedAt()).isEmpty();
  }
}
