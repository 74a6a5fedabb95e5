package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.runbookmemory.examples.daemon.OtlpReceiver.Span;
import io.runbookmemory.examples.daemon.config.ConfigFile;
import io.runbookmemory.examples.daemon.config.DaemonConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The way of an alert as a trace, taken by a collector over real HTTP. */
@Timeout(120)
class TracesTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "b7ad6b7169203331";
  private static final String TRACEPARENT = "00-" + TRACE + "-" + CALLER + "-01";

  @TempDir Path temp;

  private final OtlpReceiver collector = new OtlpReceiver();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final HttpServer other = other();

  /** A channel, and a Prometheus that has nothing: keeps what each request says it is part of. */
  private HttpServer other() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            told.add(
                exchange.getRequestURI().getPath()
                    + " "
                    + exchange.getRequestHeaders().getFirst("traceparent"));
            byte[] nothing =
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, nothing.length);
            exchange.getResponseBody().write(nothing);
            exchange.close();
          });
      server.start();
      return server;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    collector.close();
    other.stop(0);
  }

  private String address() {
    return "http://127.0.0.1:" + other.getAddress().getPort();
  }

  private RunningDaemon daemon(String more) {
    return RunningDaemon.start(
        temp,
        "mode: page\nstore: \"sqlite:"
            + temp.resolve("memory.db")
            + "\"\nchannels:\n- {name: team, kind: webhook, url: \""
            + address()
            + "/hook\", of: [page, ticket]}\n"
            + more);
  }

  private String traces() {
    return "traces: {endpoint: \"" + collector.address() + "\", token: a-token-of-this-test}\n";
  }

  @Test
  void anAlertIsOneTraceFromTheWebhookToTheNotification() throws Exception {
    try (RunningDaemon daemon = daemon(traces())) {
      daemon.post(
          "/webhooks/alertmanager",
          AlertPost.of(AlertPost.firing("Secretive", "checkout", "critical")),
          "Content-Type",
          "application/json",
          "traceparent",
          TRACEPARENT);
      Span notify = collector.await(one -> one.name().equals("notify"));
      Span webhook = collector.await(one -> one.name().equals("webhook"));
      Map<String, Span> stages =
          collector.spans().stream().collect(Collectors.toMap(Span::name, one -> one));
      assertThat(stages.keySet())
          .containsExactlyInAnyOrder(
              "webhook", "verdict", "situation", "plan", "recall", "journal", "notify");
      assertThat(stages.values()).allMatch(one -> one.trace().equals(TRACE));
      assertThat(webhook.parent()).isEqualTo(CALLER);
      assertThat(stage(stages, "recall").parent()).isEqualTo(stage(stages, "plan").id());
      assertThat(notify.parent()).isEqualTo(webhook.id());
      assertThat(notify.attributes()).containsEntry("arm.channel", "team");
      assertThat(notify.attributes().get("arm.incident"))
          .isEqualTo(stage(stages, "journal").attributes().get("arm.incident"))
          .isNotEmpty();
      assertThat(stage(stages, "plan").attributes()).containsEntry("arm.service", "checkout");
      assertThat(collector.spans().toString()).doesNotContain("Secretive", "a-token-of-this-test");
      assertThat(collector.requests()).containsOnly("/v1/traces Bearer a-token-of-this-test");
      assertThat(told).contains("/hook 00-" + TRACE + "-" + notify.id() + "-01");
      assertThat(daemon.log()).containsPattern("\"event\":\"alert\".*\"trace\":\"" + TRACE + "\"");
    }
  }

  @Test
  void withoutACallersTraceEachAlertHasItsOwnAndOneThatIsKnownHasNoOther() throws Exception {
    try (RunningDaemon daemon = daemon(traces())) {
      String slow = AlertPost.firing("Slow", "checkout", "critical");
      daemon.alerts(slow, AlertPost.firing("Down", "cart", "critical"));
      daemon.alerts(slow);
      daemon.awaitMetric("arm_daemon_notifications_total{channel=\"team\",result=\"sent\"} 2.0");
    }
    // What was left is sent before the end.
    assertThat(collector.spans().stream().filter(one -> one.name().equals("webhook")))
        .hasSize(2)
        .allMatch(one -> one.parent().isEmpty());
    assertThat(
            collector.spans().stream()
                .filter(one -> one.name().equals("notify"))
                .map(Span::trace)
                .distinct())
        .hasSize(2);
  }

  @Test
  void anAlertGoesOnInItsTraceAfterARestart() throws Exception {
    other.stop(0);
    try (RunningDaemon daemon = daemon(traces())) {
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
      daemon.awaitMetric("arm_daemon_notifications_total{channel=\"team\",result=\"failed\"}");
    }
    Span before = collector.await(one -> one.name().equals("notify"));
    assertThat(before.attributes()).containsEntry("error.type", "UnavailableException");
    int seen = collector.spans().size();
    try (RunningDaemon daemon = daemon(traces())) {
      daemon.awaitMetric("arm_daemon_notifications_total{channel=\"team\",result=\"failed\"}");
    }
    assertThat(collector.spans().subList(seen, collector.spans().size()))
        .isNotEmpty()
        .allMatch(one -> one.name().equals("notify") && one.trace().equals(before.trace()));
  }

  @Test
  void aStepsQueryOfPrometheusIsPartOfTheTraceOfWhoAskedForIt() throws Exception {
    FakePods.remember(temp.resolve("memory.db"));
    String tools = RunningDaemon.audit(temp).replace("}", ", prometheus: \"" + address() + "\"}");
    try (RunningDaemon daemon = daemon(traces() + tools)) {
      HttpResponse<String> asked =
          daemon.post(
              "/mcp",
              """
              {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",
               "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}\
              """,
              "Content-Type",
              "application/json",
              "Accept",
              "application/json, text/event-stream");
      String session = asked.headers().firstValue("Mcp-Session-Id").orElseThrow();
      daemon.post(
          "/mcp",
          """
          {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"query_promql",
           "arguments":{"query":"up"}}}\
          """,
          "Content-Type",
          "application/json",
          "Accept",
          "application/json, text/event-stream",
          "Mcp-Session-Id",
          session,
          "traceparent",
          TRACEPARENT);
      for (int i = 0; i < 1_000 && told.isEmpty(); i++) {
        Thread.sleep(20);
      }
      assertThat(told).singleElement().asString().startsWith("/api/v1/query 00-" + TRACE);
    }
  }

  @Test
  void withoutAnEndpointNothingIsSentToAnybodyAndNothingIsKept() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet(); // An earlier test's may still end.
    try (RunningDaemon daemon =
        daemon("traces: {enabled: false, endpoint: \"" + collector.address() + "\"}\n")) {
      daemon.post(
          "/webhooks/alertmanager",
          AlertPost.of(AlertPost.firing("Slow", "checkout", "critical")),
          "Content-Type",
          "application/json",
          "traceparent",
          TRACEPARENT);
      daemon.awaitMetric("arm_daemon_notifications_total{channel=\"team\",result=\"sent\"} 1.0");
      assertThat(daemon.log()).doesNotContain("trace");
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(one -> !before.contains(one) && one.getName().contains("BatchSpanProcessor"));
    }
    assertThat(collector.requests()).isEmpty();
    assertThat(told).containsExactly("/hook null");
  }

  @Test
  void theEnvironmentsStandardEndpointIsTakenAndTheFilesIsBefore() {
    Map<String, String> environment =
        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318");
    DaemonConfig otherwise = DaemonConfig.DEFAULT.in(environment);
    assertThat(otherwise.traces().endpoint()).isEqualTo(URI.create("http://collector:4318"));
    assertThat(read("", environment, otherwise)).isEqualTo(URI.create("http://collector:4318"));
    assertThat(read("traces: {endpoint: \"http://here:4318\"}\n", environment, otherwise))
        .isEqualTo(URI.create("http://here:4318"));
    assertThat(read("traces: {enabled: false}\n", environment, otherwise)).isNull();
    assertThat(DaemonConfig.DEFAULT.in(Map.of()).traces().endpoint()).isNull();
  }

  private static Span stage(Map<String, Span> stages, String name) {
    return Objects.requireNonNull(stages.get(name), name);
  }

  private @Nullable URI read(String yaml, Map<String, String> environment, DaemonConfig otherwise) {
    return ConfigFile.read(RunningDaemon.write(temp, yaml), environment, otherwise)
        .traces()
        .endpoint();
  }
}
