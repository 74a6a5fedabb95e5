package io.runbookmemory.replay.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.tool.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentFileTest {

  private static final String WHOLE =
      """
      {
        "format": 1,
        "id": "INC-7",
        "title": "checkout answers 503",
        "window": {"from": "2026-03-14T02:30:00Z", "to": "2026-03-14T04:00:00Z"},
        "alerts": [
          {"labels": {"alertname": "CheckoutErrors", "service": "checkout"},
           "firedAt": "2026-03-14T03:47:00+01:00", "resolvedAt": "2026-03-14T03:20:00Z"}
        ],
        "slis": [
          {"slo": "checkout-availability", "service": "checkout", "objective": "0.999",
           "samples": [{"at": "2026-03-14T02:31:00Z", "good": 99, "total": 100}]},
          {"slo": "checkout-latency", "service": "checkout", "objective": "0.99", "file": "l.csv"}
        ],
        "known": [
          {"memory": {"title": "Raise the pool", "createdAt": "2026-01-01T00:00:00Z",
            "provenance": {"source": "wiki", "key": "RB-7"},
            "content": {"kind": "note", "text": "Raise max connections."}}},
          {"ref": "RB-9"}
        ],
        "actions": [
          {"at": "2026-03-14T02:55:00Z", "text": "restarted the pods", "outcome": "NO_EFFECT"},
          {"at": "2026-03-14T03:10:00Z", "text": "raised the pool", "outcome": "RESOLVED"}
        ],
        "expect": {
          "verdicts": [
            {"at": "2026-03-14T02:51:00Z", "verdict": "PAGE", "slo": "checkout-availability"}],
          "recalls": ["RB-7"],
          "neverRecalls": ["RB-9"],
          "firstCorrectAction": {"action": 1, "memory": "RB-7"}
        }
      }
      """;

  @Test
  void everythingInAFileIsRead() {
    ReplayIncident read = IncidentFile.read("a.json", WHOLE);
    assertThat(read.id()).isEqualTo("INC-7");
    assertThat(read.real()).isTrue();
    assertThat(read.firstAlertAt()).contains(Instant.parse("2026-03-14T02:47:00Z"));
    assertThat(read.alerts().getFirst().urgency()).isEqualTo(Verdict.PAGE);
    assertThat(read.slis().getFirst().step()).isEqualTo(Duration.ofMinutes(1));
    assertThat(read.slis().getFirst().series().size()).isEqualTo(1);
    assertThat(read.slis().get(1).file()).isEqualTo("l.csv");
    assertThat(read.known()).extracting(KnownMemory::name).containsExactly("RB-7", "RB-9");
    assertThat(read.known().getFirst().knownAt()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(read.actions()).extracting(TakenAction::outcome).contains(Effect.RESOLVED);
    assertThat(read.expected().firstCorrectAction()).contains(new CorrectAction(1, "RB-7"));
  }

  /** What each change breaks: the line and path of the problem, and a word of its rule. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"id\": \"INC-7\", | | 1 | | id",
        "\"format\": 1 | \"format\": 2 | 2 | /format | newer than this release",
        "03:47:00+01:00 | 03:47:00 | 8 | /alerts/0/firedAt | offset",
        "\"RESOLVED\" | \"FIXED\" | 23 | /actions/1/outcome | enum",
        "\"actions\": [ | \"action\": [ | 21 | /action | not a field of this format",
        "03:47:00+01:00 | 08:47:00+01:00 | 8 | /alerts/0/firedAt | window",
        "02:31:00Z | 09:31:00Z | 12 | /slis/0/samples/0/at | window",
        "\"good\": 99 | \"good\": 101 | 12 | /slis/0/samples/0 | at most total",
        "\"0.999\" | \"1\" | 11 | /slis/0 | below 1",
        "\"file\": \"l.csv\" | \"file\": \"l.csv\", \"step\": \"PT0S\" | 13 | /slis/1 | step",
        "\"neverRecalls\": [\"RB-9\"] | \"neverRecalls\": [\"RB-7\"] | 28 | /expect/recalls/0 |"
            + " contradicts neverRecalls",
        "\"recalls\": [\"RB-7\"] | \"recalls\": [\"RB-8\"] | 28 | /expect/recalls/0 | one of the"
            + " known",
        "2026-01-01 | 2026-04-01 | 28 | /expect/recalls/0 | known when it began",
        "\"action\": 1 | \"action\": 0 | 30 | /expect/firstCorrectAction/action | NO_EFFECT",
        "\"slo\": \"checkout-availability\"}] | \"slo\": \"other\"}] | 27 | /expect/verdicts/0/slo"
            + " | one of the slis",
        "\"to\": \"2026-03-14T04:00:00Z\" | \"to\": \"2026-03-14T02:00:00Z\" | 5 | /window | before"
            + " it ends",
        "\"kind\": \"note\", | | 18 | /known/0/memory/content/kind | missing",
      })
  void whatIsWrongIsSaidWithLineAndPath(
      String was, String becomes, int line, String path, String rule) {
    assertThat(WHOLE).contains(was);
    String json = WHOLE.replace(was, becomes == null ? "" : becomes);
    List<IncidentProblem> problems = IncidentFile.check("a.json", json).problems();
    assertThat(problems)
        .anySatisfy(
            one -> {
              assertThat(one.file()).isEqualTo("a.json");
              assertThat(one.line()).as(one.toString()).isEqualTo(line);
              assertThat(one.path()).startsWith(path == null ? "" : path);
              assertThat(one.rule()).contains(rule);
            });
  }

  @Test
  void twoVerdictsAtOnceContradictEachOther() {
    String second =
        "{\"at\": \"2026-03-14T03:51:00+01:00\", \"verdict\": \"LOG\","
            + " \"slo\": \"checkout-availability\"}, ";
    String json = WHOLE.replace("\"verdicts\": [\n", "\"verdicts\": [\n" + second);
    assertThat(IncidentFile.check("a.json", json).problems())
        .singleElement()
        .satisfies(one -> assertThat(one.rule()).contains("contradicts another: LOG and PAGE"));
  }

  @Test
  void whatIsNoJsonIsSaidByItsLine() {
    List<IncidentProblem> problems =
        IncidentFile.check("a.json", WHOLE.replace("\"id\": \"INC-7\"", "\"id\": INC")).problems();
    assertThat(problems).singleElement().hasToString("a.json:3: is not JSON at line 3, column 9");
  }

  @Test
  void readingABadFileNamesThePlace() {
    String json = WHOLE.replace("\"RESOLVED\"", "\"FIXED\"");
    assertThatThrownBy(() -> IncidentFile.read("inc/a.json", json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("inc/a.json:23: /actions/1/outcome: ");
  }

  @Test
  void theDocumentedExampleFitsTheFormatAndTheSchemaIsPublished() throws IOException {
    Path doc = Path.of("..", "docs", "formats", "incident-file.md");
    String text = Files.readString(doc);
    String example = text.substring(text.indexOf("```json\n") + 8);
    example = example.substring(0, example.indexOf("```"));
    assertThat(IncidentFile.check("example", example).problems()).isEmpty();
    assertThat(JsonSchema.of(IncidentFile.schema()).check(example)).isEmpty();
    assertThat(text).contains("incident-1.schema.json");
  }
}
