package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code arm replay}. */
class ReplayCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String INCIDENT =
      """
      {"format": 1, "id": "INC-1", "title": "checkout answers 503",
       "window": {"from": "2026-03-14T02:30:00Z", "to": "2026-03-14T04:00:00Z"},
       "alerts": [{"labels": {"alertname": "CheckoutErrors", "service": "checkout"},
                   "firedAt": "2026-03-14T02:47:00Z"}]}
      """;

  @TempDir Path temp;

  @Test
  void aRightFileIsValid() throws IOException {
    Files.writeString(temp.resolve("a.json"), INCIDENT);
    assertThat(Ran.arm("replay", "validate", temp).ok().out())
        .isEqualToIgnoringNewLines("1 incidents read, 0 faults");
  }

  @Test
  void aFaultIsSaidWithItsLineAndPath() throws IOException {
    Path file = Files.writeString(temp.resolve("a.json"), INCIDENT.replace("02:47:00Z", "02:47"));
    Ran ran = Ran.arm("replay", "validate", file, "--json");
    assertThat(ran.code()).isEqualTo(1);
    JsonNode fault = JSON.readTree(ran.out()).path("faults").path(0);
    assertThat(fault.path("line").asInt()).isEqualTo(4);
    assertThat(fault.path("path").asText()).isEqualTo("/alerts/0/firedAt");
    assertThat(fault.path("rule").asText()).contains("offset");
    assertThat(Ran.arm("replay", "validate", file).out()).contains("a.json:4: /alerts/0/firedAt: ");
  }

  @Test
  void whatIsNotThereOrNotAskedForIsRefused() {
    Ran.arm("replay", "validate", temp.resolve("none")).refused(3, "none");
    Ran.arm("replay", "validate").refused(2, "FILE|DIR");
    Ran.arm("replay").refused(2, "say what to do");
  }

  @Test
  void aReplayPrintsTheSameReportEachTimeAndWritesIt() throws IOException {
    Files.writeString(temp.resolve("a.json"), INCIDENT);
    Path file = temp.resolve("report.json");
    assertThat(Ran.arm("replay", "run", temp).ok().out())
        .startsWith("# Replay of 1 incidents")
        .contains("| pages | 1 | 1 |");
    String json = Ran.arm("replay", "run", temp.resolve("a.json"), "--json").ok().out();
    assertThat(JSON.readTree(json).path("worse")).isEmpty();
    assertThat(Ran.arm("replay", "run", temp, "--json", "--output", file).ok().out()).isEmpty();
    assertThat(Files.readString(file)).isEqualToNormalizingNewlines(json);
  }

  @Test
  void aReplayThatGoesOnSaysTheSame() throws IOException {
    Files.writeString(temp.resolve("a.json"), INCIDENT);
    Path answers = temp.resolve("answers");
    String whole = Ran.arm("replay", "run", temp, "--threads", "1").ok().out();
    assertThat(Ran.arm("replay", "run", temp, "--resume", answers).ok().out()).isEqualTo(whole);
    assertThat(Files.readAllLines(answers)).hasSize(1);
    Ran again = Ran.arm("replay", "run", temp, "--resume", answers).ok();
    assertThat(again.out()).isEqualTo(whole);
    assertThat(again.err()).isEmpty();
    Ran.arm("replay", "run", temp, "--threads", "0").refused(2, "--threads");
    assertThat(Files.readAllLines(answers)).hasSize(1);
  }

  @Test
  void aReplayOfFaultyFilesOrOfAMissedIncidentIsNoSuccess() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("bad"));
    Files.writeString(folder.resolve("a.json"), INCIDENT.replace("02:47:00Z", "02:47"));
    Ran.arm("replay", "run", folder).refused(3, "a.json:4: /alerts/0/firedAt", "replay validate");
    String missed =
        INCIDENT
            .replace("\"alerts\"", "\"expect\": EXPECTED, \"alerts\"")
            .replace(
                "EXPECTED",
                "{\"verdicts\": [{\"at\": \"2026-03-14T02:40:00Z\", \"verdict\": \"PAGE\"}]}");
    Ran ran = Ran.arm("replay", "run", Files.writeString(temp.resolve("b.json"), missed));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("2026-03-14T02:47:00Z, later by 7m");
  }
}
