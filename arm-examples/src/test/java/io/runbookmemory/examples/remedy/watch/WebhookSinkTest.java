package io.runbookmemory.examples.remedy.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.error.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebhookSinkTest {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");
  private static final Alert ALERT = new Alert(Map.of("alertname", "PodCrashLoops"), Map.of(), NOW);

  /** A daemon's webhook: what came, as status, token and what it says of the alert. */
  private final List<String> came = new CopyOnWriteArrayList<>();

  /** What it answers with, then 200. */
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

  private final HttpServer server;

  WebhookSinkTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::take);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Integer next = answers.poll();
    int status = next == null ? 200 : next;
    String says = body.contains("resolved") ? "resolved" : "firing";
    came.add(status + " " + exchange.getRequestHeaders().getFirst("Authorization") + " " + says);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private WebhookSink sink(String token) {
    URI webhook = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    return new WebhookSink(webhook, token, InstantSource.system(), Duration.ofMillis(1));
  }

  private void awaitCame(int count) throws InterruptedException {
    for (int i = 0; i < 1_000 && came.size() < count; i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(came).hasSize(count);
  }

  @Test
  void whatAPersonOrTimeMendsIsTriedAgainInItsOrderAndTheRestDropped() throws Exception {
    answers.addAll(List.of(401, 403, 404, 408, 429, 503, 200, 400));
    try (WebhookSink sink = sink("t")) {
      sink.firing(ALERT);
      sink.resolved(ALERT);
      sink.firing(ALERT);
      awaitCame(9);
    }
    assertThat(came.subList(5, 9))
        .containsExactly(
            "503 Bearer t firing",
            "200 Bearer t firing",
            "400 Bearer t resolved",
            "200 Bearer t firing");
  }

  @Test
  void theLineBreakBehindATokenIsNoPartOfItAndABlankOneIsNone() throws Exception {
    try (WebhookSink sink = sink("secret\n")) {
      sink.firing(ALERT);
      awaitCame(1);
    }
    try (WebhookSink sink = sink(" \n")) {
      sink.firing(ALERT);
      awaitCame(2);
    }
    assertThat(came).containsExactly("200 Bearer secret firing", "200 null firing");
  }

  @Test
  void whatCannotBeSentIsRefusedAtTheStart() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> sink("sec\nret").close())
        .withMessageContaining("token")
        .withMessageNotContaining("sec\n");
    for (String address : List.of("ftp://host/hook", "host/hook")) {
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(
              () -> new WebhookSink(URI.create(address), null, InstantSource.system()).close())
          .withMessageContaining(address);
    }
  }
}
