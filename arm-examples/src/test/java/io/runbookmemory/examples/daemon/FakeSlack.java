package io.runbookmemory.examples.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Slack's Web API and the addresses at which it takes answers, on loopback. */
public final class FakeSlack implements AutoCloseable {

  /** What was sent to a path such as {@code /api/chat.postMessage}. */
  public record Sent(String path, String authorization, JsonNode body) {

    public String text() {
      return body.path("text").asText();
    }

    String thread() {
      return body.path("thread_ts").asText();
    }
  }

  /** An answer in place of the usual one. */
  record Odd(int status, Map<String, String> headers, String body) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final Queue<Odd> odd = new ConcurrentLinkedQueue<>();
  private final AtomicInteger message = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  public FakeSlack() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.setExecutor(
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("slack").factory()));
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Odd strange = odd.poll();
    String path = exchange.getRequestURI().getPath();
    String answer = "ok";
    if (strange != null) {
      strange.headers().forEach(exchange.getResponseHeaders()::add);
      answer = strange.body();
    } else if (path.startsWith("/api/")) {
      String ts =
          body.has("ts")
              ? body.path("ts").asText()
              : "1700000000.%06d".formatted(message.incrementAndGet());
      answer =
          "{\"ok\":true,\"channel\":\"%s\",\"ts\":\"%s\"}"
              .formatted(body.path("channel").asText(), ts);
    }
    if (strange == null) {
      sent.add(
          new Sent(
              path, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), body));
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(strange == null ? 200 : strange.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  void gives(int status, Map<String, String> headers, String body) {
    odd.add(new Odd(status, headers, body));
  }

  /** Answers nothing until {@link #goOn()}. */
  void hang() {
    gate = new CountDownLatch(1);
  }

  void goOn() {
    gate.countDown();
  }

  String root() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public String api() {
    return root() + "/api/";
  }

  String responses() {
    return root() + "/commands/T0001/397700885554/96rGlfmibIGlgcZRskXaIFfN";
  }

  public List<Sent> all() {
    return List.copyOf(sent);
  }

  /** Waits until one passes, and returns it. */
  public Sent await(Predicate<Sent> test) throws InterruptedException {
    for (int i = 0; i < 3_000; i++) {
      for (Sent one : sent) {
        if (test.test(one)) {
          return one;
        }
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    throw new AssertionError("not sent within half a minute; sent was " + sent);
  }

  @Override
  public void close() {
    goOn();
    server.stop(0);
  }
}
