package io.runbookmemory.connectors.sli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusSeriesTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Pattern RANGE =
      Pattern.compile("query=([^&]*)&start=([0-9]+)&end=([0-9]+)&step=60");
  private static final SliCounters COUNTERS = SliCounters.bad("bad_total", "all_total");
  private static final String TOKEN = "s3cr3t-t0k3n";

  /** What is answered before the server answers as Prometheus does. */
  private record Canned(int status, String body) {}

  private final Deque<Canned> first = new ArrayDeque<>();
  private final List<Long> points = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();
  private final Map<String, Long> perMinute = new ConcurrentHashMap<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/prom/api/v1/query_range", this::answer);
    server.start();
    perMinute.put("all_total", 10L);
    perMinute.put("bad_total", 1L);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    Canned canned = first.poll();
    byte[] body =
        (canned == null ? matrix(exchange.getRequestURI().getRawQuery()) : canned.body())
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Retry-After", "0");
    exchange.sendResponseHeaders(canned == null ? 200 : canned.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** A counter that has grown evenly since 1970. */
  private String matrix(String query) {
    Matcher range = RANGE.matcher(query);
    assertThat(range.matches()).as(query).isTrue();
    String metric = URLDecoder.decode(range.group(1), StandardCharsets.UTF_8);
    Long rate = perMinute.get(metric);
    if (rate == null) {
      return matrixOf("");
    }
    StringBuilder values = new StringBuilder();
    long from = Long.parseLong(range.group(2));
    long to = Long.parseLong(range.group(3));
    points.add((to - from) / 60 + 1);
    for (long at = from; at <= to; at += 60) {
      values.append(values.isEmpty() ? "" : ",");
      values.append("[" + at + ",\"" + at / 60 * rate + "\"]");
    }
    return matrixOf("{\"metric\":{},\"values\":[" + values + "]}");
  }

  private static String matrixOf(String result) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
        + result
        + "]}}";
  }

  private PrometheusSeries client() {
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/prom");
    return PrometheusSeries.builder(base).token(TOKEN).patience(Duration.ofSeconds(20)).build();
  }

  private SliReading read(int minutes) {
    return client().read(COUNTERS, START, START.plus(Duration.ofMinutes(minutes)));
  }

  @Test
  void aLongTimeIsAskedForInChunksAndNoCountIsLostBetweenThem() {
    SliReading read = read(25_000);

    assertThat(read.series().size()).isEqualTo(25_000);
    assertThat(read.series().window(read.series().last().orElseThrow(), Duration.ofDays(30)))
        .satisfies(window -> assertThat(window.total()).isEqualTo(250_000))
        .satisfies(window -> assertThat(window.bad()).isEqualTo(25_000));
    assertThat(points).allMatch(count -> count < 11_000).hasSize(6);
    assertThat(authorizations).containsOnly("Bearer " + TOKEN);
    assertThat(read.epochSeconds()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void whatAMomentMendsIsTriedAgain(int status) {
    first.add(new Canned(status, "wait"));
    first.add(new Canned(status, "wait"));

    assertThat(read(5).series().size()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "400, check the query all_total",
    "401, check a bearer token",
    "403, check what a bearer token may do there",
    "404, check the address http",
    "302, it has moved",
    "418, it refuses the request"
  })
  void aRefusalSaysWhatToDoAndNeverTheToken(int status, String toDo) {
    first.add(new Canned(status, "{\"status\":\"error\",\"error\":\"no " + TOKEN + "\"}"));

    fails(ConfigurationException.class, toDo, "it says: no [REDACTED:credential]");
    assertThat(authorizations).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"status":"success","data":{"resultType":"matrix","result":[{"metric" | cut short
          <html>                                                                | an HTML page
          ''                                                                    | no success
          {"status":"error","error":"boom"}                                     | no success: boom
          {"status":"success","data":{"resultType":"vector","result":[]}}       | a vector in place of a matrix
          {"status":"success"}                                                  | in place of a matrix
          {"status":"success","data":{"resultType":"matrix","result":[{"values":[[1]]}]}} | a point that is no time and value
          {"status":"success","data":{"resultType":"matrix","result":[{"values":[[1,"x"]]}]}} | a value that is no number
          """)
  void anAnswerThatIsNoMatrixIsRefused(String body, String says) {
    first.add(new Canned(200, body));

    fails(ConfigurationException.class, "must answer", "gave", says);
  }

  @Test
  void readingsKeepTheRulesOfCounters() {
    first.add(new Canned(200, matrixOf("{\"values\":[[60,\"5\"],[120,\"+Inf\"]]}")));
    fails(InvalidInputException.class, "a counter must be at least 0 and finite, got Infinity");
    first.add(new Canned(200, matrixOf("{\"values\":[[60,\"5\"],[120,\"-1\"]]}")));
    fails(InvalidInputException.class, "a counter must be at least 0 and finite, got -1.0");
    first.add(new Canned(200, matrixOf("{\"values\":[[60,\"5\"],[0,\"6\"]]}")));
    fails(InvalidInputException.class, "a reading must be later than the one before it");
    first.add(new Canned(200, matrixOf("{\"values\":[[60,\"NaN\"]]}")));
    fails(InvalidInputException.class, "must have at least 2 readings");
  }

  @Test
  void noSeriesOfTheTotalIsAnErrorAndNoneOfFailuresIsNone() {
    perMinute.remove("bad_total");
    SliReading read = read(3);
    assertThat(read.series().sample(2).good()).isEqualTo(10);
    assertThat(read.notes()).singleElement().asString().contains("has no series of bad_total");

    perMinute.clear();
    fails(InvalidInputException.class, "must have a series of all_total in this time, got none");
  }

  @Test
  void aServerThatIsGoneOrHangsIsWaitedForNoLongerThanThePatience() throws IOException {
    HttpServer hanging =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hanging.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
        });
    hanging.start();
    try {
      URI base = URI.create("http://127.0.0.1:" + hanging.getAddress().getPort());
      PrometheusSeries client =
          PrometheusSeries.builder(base).patience(Duration.ofSeconds(1)).build();
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> client.read(COUNTERS, START, START.plusSeconds(600)))
          .withMessageContaining("must answer within 1 s");
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(
              () ->
                  client
                      .within(Duration.ofMillis(50))
                      .read(COUNTERS, START, START.plusSeconds(600)))
          .withMessageContaining("must answer within 0.05 s");
    } finally {
      hanging.stop(0);
    }
  }

  @Test
  void anAddressWithAPasswordIsRefusedWithoutRepeatingIt() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PrometheusSeries.builder(URI.create("http://u:p4ss@h/")))
        .withMessageStartingWith("base must hold no password and no query");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PrometheusSeries.builder(URI.create("prometheus:9090")));
  }

  private void fails(Class<? extends ArmException> kind, String... says) {
    assertThatExceptionOfType(kind)
        .isThrownBy(() -> read(5))
        .satisfies(fault -> assertThat(fault.getMessage()).contains(says).doesNotContain(TOKEN));
  }
}
