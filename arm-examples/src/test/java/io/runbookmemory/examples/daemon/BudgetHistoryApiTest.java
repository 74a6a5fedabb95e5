package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How budgets went, asked of the API and shown in the pane. */
@Timeout(180)
@SuppressWarnings("NullAway.Init")
class BudgetHistoryApiTest {

  private static final Path SLO =
      Path.of("src/main/resources/io/runbookmemory/examples/team/checkout-availability.yaml");

  @TempDir Path temp;

  private HttpServer prometheus;
  private RunningDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    prometheus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    prometheus.createContext("/", BudgetHistoryApiTest::answer);
    prometheus.start();
    daemon =
        RunningDaemon.start(
            temp,
            """
            store: "memory:"
            slos: {prometheus: "http://127.0.0.1:%d", files: ["%s"]}
            """
                .formatted(prometheus.getAddress().getPort(), SLO.toAbsolutePath()));
    daemon.awaitMetric("arm_daemon_slo_polls_total{result=\"read\"} 1.0");
  }

  @AfterEach
  void stop() {
    daemon.close();
    prometheus.stop(0);
  }

  /** A hundred requests a minute, of which two of a thousand fail, or are counted as failed. */
  private static void answer(HttpExchange exchange) throws IOException {
    Map<String, String> given =
        Arrays.stream(exchange.getRequestURI().getRawQuery().split("&", -1))
            .map(one -> one.split("=", 2))
            .collect(
                Collectors.toMap(
                    one -> one[0], one -> URLDecoder.decode(one[1], StandardCharsets.UTF_8)));
    String query = given.getOrDefault("query", "");
    boolean all = !query.matches("(?s).*(code|status|5\\.\\.|good|ok|error|fail).*");
    long each = all ? 1_000 : query.contains("!~") || query.contains("good") ? 998 : 2;
    long from = Long.parseLong(given.getOrDefault("start", "0"));
    long to = Long.parseLong(given.getOrDefault("end", "0"));
    String values =
        LongStream.iterate(from, at -> at <= to, at -> at + 60)
            .mapToObj(at -> "[" + at + ",\"" + at / 60 * each + "\"]")
            .collect(Collectors.joining(","));
    byte[] body =
        ("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},"
                + "\"values\":["
                + values
                + "]}]}}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void theApiGivesThePointsThatFitAndThePaneDrawsThem() throws Exception {
    ApiClient api = new ApiClient(daemon);
    JsonNode whole = api.get("/verdicts/history").at("/items/0");
    assertThat(whole.path("points")).hasSize(200);
    JsonNode last = whole.path("points").get(199);
    JsonNode verdict = api.get("/verdicts").at("/items/0");
    assertThat(last.path("budgetLeft").asDouble())
        .isCloseTo(
            verdict.path("budgetLeft").asDouble(), org.assertj.core.api.Assertions.within(1e-3));
    assertThat(last.path("burn").asDouble()).isPositive();
    String since = Instant.now().minus(Duration.ofHours(6)).toString();
    assertThat(api.get("/verdicts/history?from=" + since).at("/items/0/points"))
        .hasSizeBetween(30, 40);
    assertThat(api.get("/verdicts/history?points=7").at("/items/0/points")).hasSize(7);
    assertThat(api.get("/verdicts/history?slo=none").path("items")).isEmpty();
    assertThat(api.send("GET", "/verdicts/history?from=yesterday", null).statusCode())
        .isEqualTo(400);
    Files.createDirectories(temp.resolve("browser"));
    try (Browser browser = Browser.start(temp.resolve("browser"))) {
      browser.open("http://127.0.0.1:" + daemon.port() + "/#/budgets");
      browser.await("document.querySelectorAll('svg.chart polyline.line').length === 2");
      assertThat(
              browser.run("return document.querySelectorAll('svg.chart')[1].ariaLabel;").asText())
          .contains("Budget left from ")
          .contains("now " + Math.round(100 * last.path("budgetLeft").asDouble()) + " percent");
      browser.width(375);
      browser.screenshot("budgets-over-time-of-a-daemon");
      assertThat(browser.run("return document.documentElement.scrollWidth;").asInt())
          .isLessThanOrEqualTo(375);
    }
  }
}
