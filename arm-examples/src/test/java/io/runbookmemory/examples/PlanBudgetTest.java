package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan judges the budget as {@code arm classify} does, from what that reads. */
class PlanBudgetTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;
  private Path sloth;
  private Path metrics;

  /** Five hours, of which the last one is down. */
  @BeforeEach
  void writeFiles() throws IOException {
    sloth =
        Files.writeString(
            folder.resolve("sloth.yaml"),
            """
            version: prometheus/v1
            service: shop
            slos:
            - name: orders
              objective: 99.9
              sli:
                events:
                  error_query: sum(rate(orders_total{code=~"5.."}[{{.window}}]))
                  total_query: sum(rate(orders_total[{{.window}}]))
            """);
    StringBuilder lines = new StringBuilder("# TYPE orders counter\n");
    for (int minute = 0; minute <= 300; minute++) {
      long at = START.getEpochSecond() + 60L * minute;
      lines.append("orders_total{code=\"200\"} " + 100 * Math.min(minute, 240) + " " + at + "\n");
      lines.append("orders_total{code=\"500\"} " + 100 * Math.max(0, minute - 240));
      lines.append(" " + at + "\n");
    }
    metrics = Files.writeString(folder.resolve("metrics.txt"), lines + "# EOF\n");
  }

  private static Ran plan(Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("plan", "--store", "memory:", "--json", "orders fail"));
    words.addAll(Arrays.asList(more));
    return Ran.arm(words.toArray());
  }

  private static String verdict(Ran ran) throws IOException {
    JsonNode plan = new ObjectMapper().readTree(ran.out());
    return plan.path("verdict").asText();
  }

  @Test
  void slothsObjectiveAndOpenMetricsAreReadByEveryProfile() throws IOException {
    for (String profile : List.of("arm", "sloth", "pyrra", "workbook")) {
      assertThat(verdict(plan("--slo", sloth, "--series", metrics, "--profile", profile)))
          .as(profile)
          .isEqualTo("PAGE");
    }
  }

  @Test
  void maintenanceIsLeftOut() throws IOException {
    Path move =
        Files.writeString(
            folder.resolve("maintenance.csv"),
            "name,from,to,mute,exclude\nmove,2026-01-01T04:00:00Z,2026-01-01T05:00:00Z,no,yes\n");

    assertThat(verdict(plan("--slo", sloth, "--series", metrics, "--maintenance", move)))
        .isEqualTo("LOG");
  }

  @Test
  void aPrometheusThatDoesNotAnswerIsNamed() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }

    plan("--slo", sloth, "--prometheus", "http://127.0.0.1:" + closed, "--patience", 1)
        .refused(3, "127.0.0.1:" + closed);
  }

  @Test
  void objectiveAndSeriesGoTogether() {
    plan("--slo", sloth).refused(2, "--series");
    plan("--series", metrics).refused(2, "--slo");
    plan("--slo", sloth, "--series", metrics, "--prometheus", "http://127.0.0.1:1")
        .refused(2, "give either --series or --prometheus");
    plan("--slo", sloth, "--prometheus", "http://127.0.0.1:1", "--patience", 0)
        .refused(2, "--patience must be at least 1, got 0");
  }
}
