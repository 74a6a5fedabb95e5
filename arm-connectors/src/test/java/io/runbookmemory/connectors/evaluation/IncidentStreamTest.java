package io.runbookmemory.connectors.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.replay.backtest.PastIncident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentStreamTest {

  private static final String DISK =
      """
      {"id":"i1","date":"2026-01-02","title":"Disk full","summary":"No space left.",\
      "service":"build","series":"disk","category":"capacity"}
      """;
  private static final String MAIL =
      """
      {"id":"i2","date":"2026-02-03T04:05:06Z","title":"Mail late","summary":"Queue grows.",\
      "series":null,"alert":"MailLate","fingerprint":"00000000000000ff"}
      """;

  @TempDir Path folder;

  private IncidentStream read(String lines, @Nullable Path corpus) throws IOException {
    Path file = Files.writeString(folder.resolve("stream.jsonl"), lines);
    return IncidentStream.read(
        file,
        corpus,
        new MemoryJson.Defaults(Tenant.DEFAULT, "stream", Instant.EPOCH, Environments.DEFAULT));
  }

  @Test
  void eachIsRememberedByItsSummaryAndAskedAsItLooked() throws IOException {
    IncidentStream stream = read(DISK + MAIL, null);
    Memory disk = stream.memories().getFirst();
    PastIncident asked = stream.incidents().getFirst();

    assertThat(disk.text()).contains("No space left.");
    assertThat(disk.times().happenedAt()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
    assertThat(disk.times().createdAt()).isEqualTo(disk.times().happenedAt());
    assertThat(asked.id()).isEqualTo(disk.id());
    assertThat(asked.series()).isEqualTo("disk");
    assertThat(asked.detected().text()).isEqualTo("Disk full\nNo space left.");
    assertThat(asked.detected().at()).isEqualTo(disk.times().happenedAt());
    assertThat(asked.detected().scope().service()).isEqualTo("build");
    assertThat(stream.incidents().getLast().series()).isNull();
    assertThat(stream.incidents().getLast().alerts())
        .containsExactly("MailLate", "00000000000000ff");
  }

  @Test
  void itsReportIsRememberedWhereThereIsOne() throws IOException {
    Path corpus =
        Files.writeString(
            folder.resolve("corpus.jsonl"),
            """
            {"_id":"i1","title":"Disk full","text":"We rotated the logs.","tags":["incident"]}
            {"_id":"other","text":"About something else."}
            """);

    IncidentStream stream = read(DISK + MAIL, corpus);

    assertThat(stream.memories()).hasSize(2);
    assertThat(stream.memories().getFirst().text()).isEqualTo("We rotated the logs.");
    assertThat(stream.memories().getFirst().id()).isEqualTo(stream.incidents().getFirst().id());
    assertThat(stream.memories().getFirst().times().happenedAt())
        .isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
    assertThat(stream.incidents().getFirst().detected().text()).doesNotContain("rotated");
  }

  @Test
  void whatIsWrongIsNamedWithFileLineFieldAndRule() {
    refused(DISK + MAIL.replace("2026-02-03T04:05:06Z", "noon"), ":2: date: must be a date");
    refused(DISK + DISK, ":2: id: must be given to one incident, got i1 again");
    refused(DISK.replace("\"title\"", "\"name\""), ":1: title: must be given and not blank");
    refused(DISK.replace("\"summary\"", "\"text\""), ":1: summary: must be given");
  }

  private void refused(String lines, String says) {
    assertThatThrownBy(() -> read(lines, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(folder.resolve("stream.jsonl") + says);
  }
}
