package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandsTest {

  private static final String PAGE =
      """
      {"id":"7","title":"Queues are slow","impact":"major","components":["Queues"],\
      "updates":[{"at":"2026-03-03T03:00:00Z","status":"Investigating","message":"We look."},\
      {"at":"2026-03-03T04:30:00Z","status":"Resolved","message":"It is over."}]}
      {"id":"8","title":"Logins fail","impact":"minor",\
      "updates":[{"at":"2026-03-08T20:00:00Z","status":"Investigating","message":"We look."}]}
      """;

  @TempDir private Path folder;

  private Ran arm(String... args) {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--store";
    all[args.length + 1] = "sqlite:" + folder.resolve("store.db");
    return Ran.arm((Object[]) all);
  }

  private void imported() throws IOException {
    Path page = Files.writeString(folder.resolve("page.jsonl"), PAGE);
    assertThat(arm("incidents", "import", page.toString()).out())
        .isEqualTo("2 incidents stand in the journal\n");
  }

  @Test
  void aWeekIsWrittenAndArchivedAndAsAPageWithCharts() throws IOException {
    imported();
    Path html = folder.resolve("week.html");

    Ran week =
        arm("report", "weekly", "--week", "2026-03-04", "--zone", "UTC", "--html", html.toString());

    assertThat(week.code()).isZero();
    assertThat(week.out())
        .startsWith("# Weekly report: Mon 2026-03-02 00:00 to Mon 2026-03-09 00:00\n")
        .contains("2 incidents (1 h 30 min of harm), 1 open at the end; 0 pages");
    assertThat(html).content().contains("<svg").contains("Minutes of harm a day");
    assertThat(arm("recall", "weekly report").out()).contains("Weekly report of 2026-03-02");
  }

  /** Counts of a minute each, of which an hour of Tuesday fails altogether. */
  private Path counts() throws IOException {
    List<String> rows = new ArrayList<>(List.of("timestamp,good,total"));
    Instant begin = Instant.parse("2026-02-09T00:00:00Z");
    Instant bad = Instant.parse("2026-03-03T03:00:00Z");
    for (int minute = 1; minute <= 28 * 24 * 60; minute++) {
      Instant at = begin.plusSeconds(60L * minute);
      boolean fails = at.isAfter(bad) && !at.isAfter(bad.plusSeconds(3600));
      rows.add(at + (fails ? ",0,100" : ",100,100"));
    }
    return Files.write(folder.resolve("counts.csv"), rows);
  }

  private Path objective() throws IOException {
    return Files.writeString(
        folder.resolve("slo.yaml"),
        """
        version: prometheus/v1
        service: shop
        slos:
          - name: orders
            objective: 99
            sli:
              events:
                error_query: sum(rate(errors_total[{{.window}}]))
                total_query: sum(rate(requests_total[{{.window}}]))
            alerting: {name: OrdersBurn}
        """);
  }

  @Test
  void aBudgetAndTheTargetOfPagesAreToldInTheWeekAndInItsChart() throws IOException {
    imported();
    Path html = folder.resolve("week.html");
    Ran week =
        arm(
            "report",
            "weekly",
            "--week",
            "2026-03-04",
            "--zone",
            "UTC",
            "--html",
            html.toString(),
            "--slo",
            objective().toString(),
            "--series",
            counts().toString());

    assertThat(week.ok().out())
        .contains("## Error budgets", "| orders | 13.9 % | 86.1 % |")
        .contains("Pages, at most 2 in a shift: held, 0 in the worst.");
    assertThat(html)
        .content()
        .contains("Error budget spent, %", "orders", "at most 2 in a shift: held");
  }

  @Test
  void aBudgetAndTheTargetOfPagesAreDataToo() throws IOException {
    imported();
    assertThat(
            arm(
                    "report",
                    "weekly",
                    "--week",
                    "2026-03-04",
                    "--dry-run",
                    "--json",
                    "--slo",
                    objective().toString(),
                    "--series",
                    counts().toString())
                .ok()
                .out())
        .contains("\"slo\":\"orders\"", "\"page_target\":{\"at_most\":2,\"shifts\":14");
    arm("report", "weekly", "--slo", objective().toString()).refused(2, "--series");
  }

  @Test
  void aPostmortemMeasuresItsImpactAndSaysByWhat() throws IOException {
    imported();
    String id =
        new ObjectMapper()
            .readTree(arm("incidents", "list", "--text", "Queues", "--json").ok().out())
            .path(0)
            .path("id")
            .asText();
    assertThat(arm("incidents", "postmortem", id).ok().out())
        .contains("Nobody measured the impact");

    Ran measured =
        arm(
                "incidents",
                "postmortem",
                id,
                "--slo",
                objective().toString(),
                "--series",
                counts().toString())
            .ok();

    assertThat(measured.out())
        .contains("6,000 of 9,000 requests of orders failed", "13.9 % of the period's error budget")
        .contains("burned at most 100.0 times too fast", "(by counts.csv)")
        .doesNotContain("Nobody measured the impact")
        .containsPattern("13\\.9 % .*\\[J\\d+]");
    assertThat(arm("incidents", "postmortem", id).ok().out()).as("it stays").contains("13.9 %");
  }

  @Test
  void aServerThatDoesNotAnswerIsAGapOfThePostmortem() throws IOException {
    imported();
    String id =
        new ObjectMapper()
            .readTree(arm("incidents", "list", "--text", "Queues", "--json").ok().out())
            .path(0)
            .path("id")
            .asText();

    Ran asked =
        arm(
            "incidents",
            "postmortem",
            id,
            "--slo",
            objective().toString(),
            "--prometheus",
            "http://127.0.0.1:1",
            "--patience",
            "1");

    assertThat(asked.code()).isZero();
    assertThat(asked.err()).contains("the impact on orders was not measured");
    assertThat(asked.out())
        .contains("**gap:** measure the impact on orders gave an error: http://127.0.0.1:1");
  }

  @Test
  void aDryRunArchivesNothing() throws IOException {
    imported();

    Ran week = arm("report", "weekly", "--week", "2026-03-04", "--dry-run", "--json");

    assertThat(week.out()).contains("\"title\":\"Queues are slow\"");
    assertThat(arm("recall", "weekly report").out()).doesNotContain("Weekly report of");
  }

  @Test
  void aHandoverTellsWhatIsOpen() throws IOException {
    imported();

    Ran handover = arm("report", "handover", "--at", "2026-03-09T06:00:00Z");

    assertThat(handover.out())
        .contains("Open:\n  Logins fail, since 2026-03-08T20:00:00Z\n")
        .endsWith("Pages: 0, at most 2 in a shift: held, 0 in the worst\n");
    assertThat(arm("report", "handover", "--json").out())
        .contains("\"at_most\":2", "\"held\":true");
  }
}
