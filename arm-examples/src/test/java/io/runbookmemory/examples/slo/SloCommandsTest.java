package io.runbookmemory.examples.slo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.examples.Arm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloCommandsTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String SLOTH =
      """
      version: prometheus/v1
      service: shop
      slos:
      - name: orders
        objective: %s
        sli:
          events:
            error_query: sum(rate(orders_total{code=~"5.."}[{{.window}}]))
            total_query: sum(rate(orders_total[{{.window}}]))
      """;

  @TempDir private Path folder;
  private Path slo;

  /** A run of the command line: its exit code, and what it said where. */
  private record Said(int code, String out, String err) {}

  private static Said arm(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int code = Arm.run(new PrintWriter(out), new PrintWriter(err), words);
    return new Said(code, out.toString(), err.toString());
  }

  @BeforeEach
  void writeObjective() throws IOException {
    slo = objective("99.9");
  }

  private Path objective(String percent) throws IOException {
    return Files.writeString(folder.resolve("slo.yaml"), SLOTH.formatted(percent));
  }

  /** Five hours at 100 requests a minute; all fail in the third, or none. */
  private Path csv(boolean outage, boolean epochs) throws IOException {
    StringBuilder rows = new StringBuilder("timestamp,good,total\n");
    for (int minute = 1; minute <= 300; minute++) {
      boolean down = outage && minute > 120 && minute <= 180;
      Instant at = START.plusSeconds(60L * minute);
      rows.append(epochs ? "" + at.getEpochSecond() : at).append(down ? ",0,100\n" : ",100,100\n");
    }
    return Files.writeString(folder.resolve("series.csv"), rows);
  }

  private Path openMetrics() throws IOException {
    StringBuilder lines = new StringBuilder("# TYPE orders counter\n");
    int good = 0;
    int bad = 0;
    for (int minute = 0; minute <= 300; minute++) {
      boolean down = minute > 120 && minute <= 180;
      good += down || minute == 0 ? 0 : 100;
      bad += down ? 100 : 0;
      long at = START.getEpochSecond() + 60L * minute;
      lines.append("orders_total{code=\"200\"} " + good + " " + at + "\n");
      lines.append("orders_total{code=\"500\"} " + bad + " " + at + "\n");
    }
    return Files.writeString(folder.resolve("metrics.txt"), lines + "# EOF\n");
  }

  private static List<JsonNode> lines(String out) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : out.lines().toList()) {
      nodes.add(MAPPER.readTree(line));
    }
    return nodes;
  }

  @Test
  void jsonIsOneObjectALineASample() throws IOException {
    Said said = arm("classify", "--slo", slo, "--series", csv(true, true), "--json");

    List<JsonNode> nodes = lines(said.out());
    assertThat(nodes).hasSize(300);
    JsonNode node = nodes.get(150);
    assertThat(node.path("timestamp").asLong()).isEqualTo(START.getEpochSecond() + 151 * 60);
    assertThat(node.path("verdict").asText()).isEqualTo("PAGE");
    assertThat(node.path("pair").asText()).isEqualTo("1h/5m");
    assertThat(node.path("reasons").get(0).asText()).isEqualTo("BURNING");
    assertThat(node.path("ratios").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("5m", "1h", "30m", "6h", "2h", "24h", "3d");
    assertThat(node.path("ratios").path("5m").asDouble()).isEqualTo(1);
    assertThat(node.path("budgetLeft").asDouble()).isBetween(-1.0, 0.5);
    assertThat(node).hasSize(6);
  }

  @Test
  void timesAreWrittenAsTheInputHasThem() throws IOException {
    Said said = arm("classify", "--slo", slo, "--series", csv(false, false), "--json");

    assertThat(said.code()).isZero();
    assertThat(lines(said.out()).getFirst().path("timestamp").asText())
        .isEqualTo("2026-01-01T00:01:00Z");
  }

  @Test
  void openMetricsSaysWhatTheCsvSays() throws IOException {
    Said counts = arm("classify", "--slo", slo, "--series", csv(true, true), "--json");
    Said counters = arm("classify", "--slo", slo, "--series", openMetrics(), "--json");

    assertThat(counters.err()).isEmpty();
    assertThat(counters.out()).isEqualTo(counts.out());
  }

  @Test
  void aPrometheusIsAskedForTheCounters() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> answer(socket));
      server.start();
      String url = "http://127.0.0.1:" + socket.getLocalPort();
      Said said = arm("classify", "--slo", slo, "--prometheus", url, "--since", "3h", "--json");

      List<JsonNode> nodes = lines(said.out());
      assertThat(said.code()).as(said.err()).isOne();
      assertThat(nodes).hasSize(180);
      assertThat(nodes.getLast().path("verdict").asText()).isEqualTo("PAGE");
      assertThat(nodes.getLast().path("timestamp").asText()).endsWith(":00Z");
      server.join();
    }
  }

  /** Answers two queries with a counter of 60 a minute since 1970: as many fail as there are. */
  private static void answer(ServerSocket socket) {
    for (int i = 0; i < 2; i++) {
      try (Socket connection = socket.accept()) {
        String asked =
            new BufferedReader(
                    new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))
                .readLine();
        Matcher range = Pattern.compile("start=([0-9]+)&end=([0-9]+)").matcher(asked);
        assertThat(range.find()).isTrue();
        List<String> points = new ArrayList<>();
        long end = Long.parseLong(range.group(2));
        for (long at = Long.parseLong(range.group(1)); at <= end; at += 60) {
          points.add("[" + at + ",\"" + at + "\"]");
        }
        String body =
            "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":"
                + "[{\"metric\":{},\"values\":"
                + points
                + "}]}}";
        String head =
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n";
        connection.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void aPlotShowsBurnVerdictsAndBudgetWithinEightyColumns() throws IOException {
    Said said = arm("classify", "--slo", slo, "--series", csv(true, true), "--plot");

    assertThat(said.out().lines()).allMatch(line -> line.length() <= 80 || line.startsWith("2026"));
    assertThat(said.out())
        .contains("Burn rate of 1h, at most 1000.0x", "PPPP", "█", "Error budget, ")
        .contains("2026-01-01T00:01:00Z", "2026-01-01T05:00:00Z");
    assertThat(said.out().lines().filter(line -> line.contains(": 1h burns"))).hasSizeLessThan(10);
    assertThat(arm("classify", "--slo", slo, "--series", csv(true, true), "--no-plot").out())
        .doesNotContain("█");
  }

  @ParameterizedTest
  @CsvSource({"workbook, PAGE", "sloth, PAGE", "pyrra, PAGE", "arm, PAGE"})
  void everyProfilePagesAnOutage(String profile, String verdict) throws IOException {
    Said said =
        arm("classify", "--slo", slo, "--series", csv(true, true), "--json", "--profile", profile);

    assertThat(lines(said.out()).get(170).path("verdict").asText()).isEqualTo(verdict);
  }

  @Test
  void pairsThatCannotFireAreLeftOutAloud() throws IOException {
    Said said = arm("classify", "--slo", objective("90"), "--series", csv(false, true));

    assertThat(said.err()).contains("the pair 1h/5m over 14.4x can never fire and is left out");
  }

  @Test
  void pairsThatAreTooFineForTheSamplesAreLeftOutAloud() throws IOException {
    StringBuilder rows = new StringBuilder("timestamp,good,total\n");
    for (int i = 1; i <= 50; i++) {
      rows.append(START.getEpochSecond() + 301L * i).append(",100,100\n");
    }
    Path coarse = Files.writeString(folder.resolve("coarse.csv"), rows);

    Said said = arm("classify", "--slo", slo, "--series", coarse, "--json");

    assertThat(said.code()).isZero();
    assertThat(said.err())
        .contains("with a sample every 5m1s the pair 1h/5m over 14.4x is left out")
        .contains("they are judged on a grid of 5m");
    assertThat(lines(said.out()).getLast().path("pair").asText()).isNotEqualTo("1h/5m");
  }

  @Test
  void theBudgetsBooksSayWhatItWasSpentOnAndWhatMayBeReleased() throws IOException {
    Path events =
        Files.writeString(
            folder.resolve("events.csv"),
            """
            kind,name,from,to
            incident,INC-7,2026-01-01T02:00:00Z,2026-01-01T03:00:00Z
            deployment,"shop v2, again",2026-01-01T04:00:00Z,2026-01-01T05:00:00Z
            """);
    Said said =
        arm(
            "slo",
            "budget",
            "--slo",
            slo,
            "--series",
            csv(true, true),
            "--events",
            events,
            "--json");

    JsonNode node = MAPPER.readTree(said.out());
    assertThat(said.code()).isOne();
    assertThat(node.path("releases").asText()).isEqualTo("FROZEN");
    assertThat(node.path("why").asText()).contains("6000 of 30000 requests failed");
    assertThat(node.path("entries").get(0).path("name").asText()).isEqualTo("INC-7");
    assertThat(node.path("entries").get(1).path("spent").asDouble()).isZero();
    assertThat(node.path("elsewhere").asDouble()).isLessThan(1e-9);

    Said calm = arm("slo", "budget", "--slo", slo, "--series", csv(false, true));
    assertThat(calm.code()).isZero();
    assertThat(calm.out()).contains("100.00 % of the budget left", "Releases: OPEN");

    Files.writeString(events, "kind,name,from,to\nincident,x,noon,2026-01-01T03:00:00Z\n");
    Said refused =
        arm("slo", "budget", "--slo", slo, "--series", csv(true, true), "--events", events);
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("events.csv:2: a time must be a date");
  }

  @Test
  void rulesTestAndDashboardAreWritten() throws IOException {
    assertThat(arm("slo", "rules", "--slo", slo).out())
        .contains("alert: ErrorBudgetBurn", "orders_total{code=~\"5..\"}[5m]");
    assertThat(arm("slo", "rules", "--slo", slo, "--test", "--file", "shop.yml").out())
        .startsWith("rule_files: ['shop.yml']");
    assertThat(arm("slo", "rules", "--slo", slo, "--alertmanager").out())
        .contains("inhibit_rules:", "equal: [slo, service]");

    Path dashboard =
        Files.writeString(
            folder.resolve("dashboard.json"), arm("slo", "dashboard", "--slo", slo).out());
    Said validated = arm("slo", "validate", slo, dashboard);
    assertThat(validated.code()).isZero();
    assertThat(validated.out())
        .contains("slo.yaml: sloth: orders of shop: 99.9 % over 30d")
        .contains("dashboard.json: grafana: orders of shop: 99.9 % over 30d");
  }

  @Test
  void whatIsWrongWithOneFileHidesNoOther() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), SLOTH.formatted("99,9"));

    Said said = arm("slo", "validate", wrong, slo);

    assertThat(said.code()).isOne();
    assertThat(said.out())
        .contains("wrong.yaml:5: slos[0].objective must be a decimal number")
        .contains("slo.yaml: sloth: orders of shop");
  }
}
