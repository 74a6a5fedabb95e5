package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code arm analyze} and {@code arm predict}. */
class AnalyzeCommandsTest {

  private static final String END = "2025-12-31T00:00:00Z";

  @TempDir private Path folder;
  private Path alerts = Path.of("");
  private String store = "";

  /** Every Monday at nine KafkaLag, and at any time PodCrash followed by Http5xx. */
  @BeforeEach
  void history() throws IOException {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>();
    for (int day = 0; day < 360; day++) {
      LocalDate date = LocalDate.of(2025, 1, 2).plusDays(day);
      if (date.getDayOfWeek() == DayOfWeek.MONDAY && random.nextInt(10) < 8) {
        Instant at = date.atTime(9, random.nextInt(60)).toInstant(ZoneOffset.UTC);
        lines.add(
            "{\"startsAt\":\""
                + at
                + "\",\"labels\":{\"alertname\":\"KafkaLag\",\"service\":\"orders\"}}");
      }
      if (random.nextInt(8) == 0) {
        Instant at = date.atTime(random.nextInt(23), 30).toInstant(ZoneOffset.UTC);
        lines.add(line(at, "PodCrash"));
        lines.add(line(at.plusSeconds(60 + random.nextInt(900)), "Http5xx"));
      }
    }
    Collections.shuffle(lines, random);
    alerts = Files.write(folder.resolve("alerts.jsonl"), lines);
    store = "sqlite:" + folder.resolve("memory.db");
  }

  private static String line(Instant at, String alert) {
    return "{\"at\":\"" + at + "\",\"alert\":\"" + alert + "\",\"service\":\"checkout\"}";
  }

  private Ran analyze(Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "analyze", "--alerts", alerts, "--zone", "UTC", "--until", END, "--store", store));
    words.addAll(List.of(more));
    return Ran.arm(words.toArray());
  }

  @Test
  void patternsAreFoundWrittenFoundAgainAndTakenBack() throws IOException {
    Path report = folder.resolve("report.json");
    Ran first = analyze("--output", report).ok();

    assertThat(first.out())
        .contains("PodCrash of checkout is followed by Http5xx of checkout within 30 min")
        .contains("KafkaLag of orders comes Mondays 09:00 to 10:00 UTC")
        .contains("2 findings, 2 memories written");
    assertThat(Files.readString(report)).contains("\"kind\" : \"temporal\"");
    assertThat(analyze().out()).contains("nothing new").contains("0 memories written");
    Matcher run = Pattern.compile("--undo (\\S+)").matcher(first.out());
    assertThat(run.find()).isTrue();
    assertThat(analyze("--undo", run.group(1)).ok().out()).contains("2 removed, 0 restored");
  }

  @Test
  void aDryRunWritesNothing() {
    Ran.arm("memory", "stats", "--store", store);
    analyze("--only", "correlation").ok();

    assertThat(analyze("--dry-run").ok().out()).contains("2 findings, 1 memories would be written");
  }

  @Test
  void whatIsToBeExpectedIsToldWithItsReason() {
    Ran ran =
        Ran.arm(
                "predict",
                "--alerts",
                alerts,
                "--zone",
                "UTC",
                "--at",
                "2025-12-29T06:00:00Z",
                "--ahead",
                "12h")
            .ok();

    assertThat(ran.out())
        .contains("2025-12-29T09:00 to 2025-12-29T10:00")
        .contains("KafkaLag of orders comes Mondays 09:00 to 10:00 UTC: in ");
  }

  @Test
  void whatRunsOutIsFoundByItsSamplesAndForetold() throws IOException {
    List<String> samples = new ArrayList<>(List.of("timestamp,value"));
    Instant end = Instant.parse(END);
    for (int hour = 28 * 24; hour >= 0; hour -= 6) {
      double used = 0.9 - 0.001 * hour + 0.004 * Math.sin(hour);
      samples.add(end.minusSeconds(3600L * hour) + "," + used);
    }
    Files.write(folder.resolve("disk.csv"), samples);
    Path resources =
        Files.writeString(
            folder.resolve("resources.yaml"),
            """
            version: 1
            resources:
              - name: disk of /var
                service: orders
                env: prod
                limit: 0.95
                series: disk.csv
            """);

    Ran found = analyze("--resources", resources, "--only", "forecasts").ok();
    assertThat(found.out())
        .contains("disk of /var of orders (prod) reaches 0.95 about 2026-01-0")
        .contains("1 findings, 1 memories written");
    Ran stored =
        Ran.arm("predict", "--resources", resources, "--at", END, "--ahead", "4d", "--store", store)
            .ok();
    assertThat(stored.out()).contains("disk of /var of orders (prod) reaches 0.95");

    Files.writeString(resources, "version: 1\nresources:\n  - name: x\n    limit: 1\n");
    assertThat(analyze("--resources", resources, "--dry-run").refused(3).err())
        .contains("resources.yaml:3", "must have a query or a series");
  }

  @Test
  void aServerThatDoesNotAnswerFailsTheForecastsAloneAndTheExitCodeSaysSo() throws IOException {
    Path resources =
        Files.writeString(
            folder.resolve("resources.yaml"),
            "version: 1\nresources:\n  - {name: volume, limit: 1, query: up}\n");

    Ran ran = analyze("--resources", resources, "--prometheus", "http://127.0.0.1:1");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("arm: forecasts failed: ");
    assertThat(ran.out())
        .contains("forecasts: 0 found, failed", "correlation: 1 found", "2 memories written");
    Ran ahead =
        Ran.arm(
            "predict",
            "--alerts",
            alerts,
            "--zone",
            "UTC",
            "--at",
            "2025-12-29T06:00:00Z",
            "--resources",
            resources,
            "--prometheus",
            "http://127.0.0.1:1");
    assertThat(ahead.code()).isEqualTo(3);
    assertThat(ahead.out()).contains("KafkaLag of orders comes Mondays");
    assertThat(ahead.err()).contains("arm: without what can run out");
    analyze("--resources", resources).refused(3, "--prometheus");
  }

  @Test
  void theScheduleTellsWhatRanAndWhatIsDue() throws IOException {
    analyze("--only", "correlation").ok();

    assertThat(analyze("--schedule").ok().out())
        .contains("correlation     last 2025-12-31T00:00:00Z      next 2025-12-31T02:00:00Z")
        .contains("playbooks       last never                     next 2025-12-31T00:00:00Z");
    Path config =
        Files.writeString(
            folder.resolve("arm.yaml"),
            "version: 1\n"
                + "analysis: {zone: UTC, schedules: {correlation: \"0 3 * * 0\", temporal:"
                + " off}}\n");
    assertThat(analyze("--schedule", "--config", config, "--json").ok().out())
        .contains("2026-01-04T03:00:00Z")
        .doesNotContain("TEMPORAL");
  }

  @Test
  void aBrokenLineIsNamedAndNothingToFindIsSaid() throws IOException {
    Ran.arm("memory", "stats", "--store", store);
    Files.writeString(alerts, "{\"at\":\"yesterday\",\"alert\":\"X\"}\n");
    Ran broken = analyze("--dry-run");
    assertThat(broken.code()).isEqualTo(3);
    assertThat(broken.err()).contains("alerts.jsonl:1: at must be a time such as ");

    Files.writeString(alerts, "");
    assertThat(Ran.arm("predict", "--alerts", alerts).code()).isEqualTo(1);
    assertThat(Ran.arm("predict", "--alerts", alerts, "--ahead", "1m").code()).isEqualTo(2);
  }
}
