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

  @Test
  void aReportIsWrittenAsItsFileEnds() throws IOException {
    Path incident = Files.writeString(temp.resolve("a.json"), INCIDENT);
    Path html = temp.resolve("report.html");
    Path text = temp.resolve("report.txt");
    Path markdown = temp.resolve("report.md");
    Ran.arm("replay", "run", incident, "--html", html, "--output", text).ok();
    assertThat(Files.readString(html)).startsWith("<!DOCTYPE html>").contains("<svg");
    assertThat(Files.readString(text)).startsWith("Replay of 1 incidents\n=====");
    Ran.arm("replay", "run", incident, "--output", markdown).ok();
    assertThat(Files.readString(markdown)).startsWith("# Replay of 1 incidents\n");
    assertThat(Ran.arm("replay", "run", incident, "--format", "text").ok().out())
        .isEqualToNormalizingNewlines(Files.readString(text));
  }

  @Test
  void twoConfigurationsAreHeldAgainstEachOther() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("incidents"));
    Files.writeString(folder.resolve("a.json"), INCIDENT);
    Files.writeString(
        folder.resolve("b.json"),
        INCIDENT.replace("INC-1", "INC-2").replace("CheckoutErrors", "CheckoutSlow"));
    Path apart = temp.resolve("apart.yaml");
    Files.writeString(apart, "{version: 1, noise: {groupBy: [alertname]}}");
    Ran ran = Ran.arm("replay", "run", folder, "--against", apart);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .startsWith("# Replay: default against " + apart)
        .contains("| INC-2 | checkout answers 503 | newly missed, fewer pages |");
    Ran other = Ran.arm("replay", "run", folder, "--config", apart, "--against", apart).ok();
    assertThat(other.out()).contains("by this alone.", "Nothing else.");
    Path saved = temp.resolve("saved.json");
    Ran.arm("replay", "run", folder, "--config", apart, "--output", saved).ok();
    Ran again = Ran.arm("replay", "run", folder, "--against", saved, "--json");
    assertThat(again.code()).isEqualTo(1);
    assertThat(JSON.readTree(again.out()).path("newlyMissed").path(0).asText()).isEqualTo("INC-2");
    assertThat(Ran.arm("replay", "run", folder, "--against", saved, "--json").out())
        .isEqualTo(again.out());
  }

  @Test
  void wrongOptionsAreRefusedBeforeAnythingIsReplayed() throws IOException {
    Path file = Files.writeString(temp.resolve("a.json"), INCIDENT);
    Path wrong = Files.writeString(temp.resolve("a.yaml"), "{version: 1, noize: {}}");
    Ran.arm("replay", "run", file, "--config", wrong).refused(3, "a.yaml:1", "noize", "unknown");
    Ran.arm("replay", "run", file, "--against", temp.resolve("none.yaml")).refused(3, "none.yaml");
    Ran.arm("replay", "run", file, "--assume", "luck=1/2/3").refused(2, "luck", "followed");
    Ran.arm("replay", "run", file, "--assume", "followed=1/2").refused(2, "LOW/MIDDLE/HIGH");
    Ran.arm("replay", "run", file, "--assume", "followed=1/2/3").refused(2, "must be a share");
  }
}
