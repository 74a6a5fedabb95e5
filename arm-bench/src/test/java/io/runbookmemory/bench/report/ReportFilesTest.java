package io.runbookmemory.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.report.Figure.Cell;
import io.runbookmemory.bench.report.machine.Build;
import io.runbookmemory.bench.report.machine.MachineFacts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportFilesTest {

  private static final Findings FINDINGS = findings();

  private static final String MARKDOWN =
      """
      # What ARM costs on this machine

      Written by `./arm bench --quick`, 2026-05-12T02:41:00Z.

      | what               | is                   |
      | ------------------ | -------------------- |
      | processor          | 2 cores, A Processor |
      | memory             | 8,192 MiB            |
      | a sync of 4 KiB    | 5.250 ms             |
      | load before        | 0.500                |
      | system             | Linux 6 amd64        |
      | JVM                | A JVM 25             |
      | build              | abc, commit 123abc   |
      | ARM                | 0.1.0                |
      | seed of made notes | 7                    |
      | data               | 2,000 pieces of text |
      | measured in        | 61 s                 |

      ## Goals

      | chapter | what                           | ARM      | peer     | figure               | goal                         | outcome |
      | ------- | ------------------------------ | -------- | -------- | -------------------- | ---------------------------- | ------- |
      | search  | search, its worst filter (5 %) | 1.200 ms | 1.000 ms | 1.200 [1.100, 1.300] | at most 1.150 (Lucene store) | missed  |

      Of 1 goals 0 are met and 1 missed; 0 need --full, 0 were not run. A ratio has the interval that holds it with a confidence of 95 %.

      ## Not measured

      ### fleet: not run

          PostgreSQL is needed: apt-get install postgresql-15

      ## search

      What does a search cost? Measured in 12 s:

          ./arm bench search

      times:

      | filter | arm ms | raw ms | ratio                |
      | ------ | ------ | ------ | -------------------- |
      | none   | 0.390  | 1.000  | 0.390 [0.370, 0.410] |
      | 5 %    | 1.200  | 1.000  | 1.200 [1.100, 1.300] |

      """;

  private static Findings findings() {
    Figure ratio =
        Figure.atMost("search, its worst filter", Cell.of("times", "ratio", "*"))
            .columns("arm ms", "raw ms")
            .goal(1.15, "Lucene store");
    Chapter search = Chapter.of("search", "What does a search cost?").shows(ratio);
    Chapter fleet = Chapter.of("fleet", "What is lost?").needs(Need.POSTGRES);
    return new Findings(
        Form.QUICK,
        "2026-05-12T02:41:00Z",
        61.4,
        new MachineFacts(2, "A Processor", 8_192, 5.25, 0.5, "Linux 6 amd64", "A JVM 25"),
        new Build("abc", Map.of("ARM", "0.1.0")),
        "123abc",
        "2,000 pieces of text",
        Map.of("made notes", 7L),
        List.of(search, fleet),
        List.of(
            JudgedTest.measured(JudgedTest.times()), Result.notRun(fleet, Need.POSTGRES.sentence)));
  }

  @Test
  void theMarkdownSaysWhatDecidesWhatWasLeftOutAndEveryTable() {
    assertThat(ReportMarkdown.of(FINDINGS)).isEqualTo(MARKDOWN);
  }

  @Test
  void theJsonHasTheNumbersAsTheyWereMeasured() throws Exception {
    JsonNode json = new JsonMapper().readTree(ReportJson.of(FINDINGS));

    assertThat(json.path("format").asInt()).isEqualTo(1);
    assertThat(json.at("/machine/syncMillis").asDouble()).isEqualTo(5.25);
    assertThat(json.at("/build/versions/ARM").asText()).isEqualTo("0.1.0");
    assertThat(json.at("/seeds/made notes").asLong()).isEqualTo(7);
    assertThat(json.at("/figures/0/figure/high").asDouble()).isEqualTo(1.3);
    assertThat(json.at("/figures/0/goal/limit").asDouble()).isEqualTo(1.15);
    assertThat(json.at("/figures/0/outcome").asText()).isEqualTo("missed");
    assertThat(json.at("/chapters/1/status").asText()).isEqualTo("not run");
    assertThat(json.at("/chapters/1/reason/0").asText()).contains("postgresql-15");
    assertThat(Table.of(json.at("/chapters/0/tables/0")))
        .hasToString(JudgedTest.times().toString());
  }

  @Test
  void whatIsLeftFollowsWhatWasMeasured() {
    Pacing pacing = new Pacing();
    pacing.plan(java.time.Duration.ofSeconds(60));
    pacing.plan(java.time.Duration.ofSeconds(60));
    assertThat(pacing.left()).isEqualTo("about 2 min left");

    pacing.took(java.time.Duration.ofSeconds(60), 240);
    assertThat(pacing.left()).isEqualTo("about 3 min left");

    pacing.skipped(java.time.Duration.ofSeconds(60));
    assertThat(pacing.left()).isEqualTo("about 5 s left");
  }
}
