package io.runbookmemory.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.ToolCalls;
import io.runbookmemory.connectors.sli.PrometheusServer;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus tells a real Alertmanager of an alert, and the tools see and silence it. */
@Timeout(300)
class RealAlertingTest {

  private static final String RULES =
      """
      groups:
      - name: shop
        rules:
        - alert: HighLatency
          expr: vector(7) > 1
          labels: {service: checkout, severity: page}
          annotations: {runbook_url: "https://runbooks.example/latency"}
        - record: seven
          expr: vector(7)
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void anAlertIsSeenSilencedAndHeardAgain() throws IOException, InterruptedException {
    PrometheusServer.require("prometheus");
    PrometheusServer.require("prometheus-alertmanager");
    Files.writeString(folder.resolve("rules.yml"), RULES);
    try (PrometheusServer alertmanager = PrometheusServer.alertmanager(folder);
        PrometheusServer prometheus =
            PrometheusServer.scraping(folder, configuration(alertmanager))) {
      List<Tool> tools = new ArrayList<>();
      tools.addAll(client(prometheus).tools());
      tools.addAll(
          new AlertmanagerClient(Endpoint.builder(alertmanager.address()).build()).tools());

      rulesAndValuesAreRead(tools);
      anAlertIsSilencedAndHeardAgain(tools);
    }
  }

  private static String configuration(PrometheusServer alertmanager) {
    return """
    global: {evaluation_interval: 1s}
    rule_files: [rules.yml]
    alerting: {alertmanagers: [{static_configs: [{targets: ["%s"]}]}]}
    """
        .formatted(alertmanager.address().getAuthority());
  }

  private static PrometheusClient client(PrometheusServer prometheus) {
    return new PrometheusClient(Endpoint.builder(prometheus.address()).build());
  }

  private static void rulesAndValuesAreRead(List<Tool> tools) throws InterruptedException {
    JsonNode firing =
        await(
            () -> ToolCalls.call(tools, "get_prometheus_alerts", "{}"),
            ToolResult.Succeeded.class::isInstance,
            () -> ToolCalls.output(tools, "get_prometheus_alerts", "{}"));
    assertThat(firing.at("/alerts/0/alert/labels/service").asText()).isEqualTo("checkout");

    JsonNode rules = ToolCalls.output(tools, "get_alert_rules", "{}");
    assertThat(rules.at("/rules").size()).isEqualTo(1);
    assertThat(rules.at("/rules/0/annotations/runbook_url").asText()).contains("latency");

    JsonNode now = ToolCalls.output(tools, "query_promql", "{\"query\":\"vector(7) > 1\"}");
    assertThat(now.at("/series/0/points/0/value").asDouble()).isEqualTo(7);
    JsonNode range =
        ToolCalls.output(
            tools, "query_promql", "{\"query\":\"vector(time())\",\"range\":\"PT1H\"}");
    assertThat(range.at("/series/0/points").size()).isEqualTo(241);
    assertThat(ToolCalls.call(tools, "query_promql", "{\"query\":\"absent_metric\"}"))
        .isInstanceOf(ToolResult.NoData.class);
    assertThat(ToolCalls.call(tools, "query_promql", "{\"query\":\"up{\"}"))
        .isInstanceOfSatisfying(
            ToolResult.Failed.class,
            failed ->
                assertThat(failed.reason()).contains("status 400: check the query up{", "parse"));
  }

  private static void anAlertIsSilencedAndHeardAgain(List<Tool> tools) throws InterruptedException {
    String checkout = "{\"labels\":{\"service\":\"checkout\"}}";
    JsonNode alerts =
        await(
            () -> ToolCalls.call(tools, "get_alerts", checkout),
            ToolResult.Succeeded.class::isInstance,
            () -> ToolCalls.output(tools, "get_alerts", checkout));
    assertThat(alerts.at("/alerts/0/alert/labels/alertname").asText()).isEqualTo("HighLatency");
    assertThat(ToolCalls.call(tools, "get_alerts", "{\"labels\":{\"service\":\"cart\"}}"))
        .isInstanceOf(ToolResult.NoData.class);

    String id =
        ToolCalls.output(
                tools,
                "create_silence",
                "{\"labels\":{\"service\":\"checkout\"},\"duration\":\"PT5M\",\"comment\":\"x\"}")
            .path("id")
            .asText();
    Supplier<JsonNode> alert =
        () -> ToolCalls.output(tools, "get_alerts", checkout).at("/alerts/0");
    JsonNode silenced = await(alert, one -> one.path("state").asText().equals("suppressed"), alert);
    assertThat(silenced.at("/silenced_by/0").asText()).isEqualTo(id);
    assertThat(ToolCalls.output(tools, "get_silences", "{}").at("/silences/0/id").asText())
        .isEqualTo(id);

    ToolCalls.output(tools, "expire_silence", "{\"id\":\"" + id + "\"}");
    await(alert, one -> one.path("state").asText().equals("active"), alert);
    assertThat(
            ToolCalls.call(
                tools, "expire_silence", "{\"id\":\"00000000-0000-4000-8000-000000000000\"}"))
        .isInstanceOf(ToolResult.NoData.class);
  }

  /** Asks until the answer is the one that is waited for, a minute at most. */
  private static <T, R> R await(Supplier<T> asked, Predicate<T> wanted, Supplier<R> then)
      throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      if (wanted.test(asked.get())) {
        return then.get();
      }
      Thread.sleep(Duration.ofMillis(200));
    }
    throw new AssertionError("not within a minute, but " + asked.get());
  }
}
