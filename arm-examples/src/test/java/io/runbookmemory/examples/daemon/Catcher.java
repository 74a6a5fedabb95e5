package io.runbookmemory.examples.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Whoever is told: takes the notifications of a webhook channel and keeps all of them. */
public final class Catcher implements AutoCloseable {

  /** One that came, under the key that it named the call by. */
  public record Caught(String key, String event, JsonNode body, long nanos) {

    public String text() {
      return body.path("text").asText();
    }

    public String field(String name) {
      return body.path("fields").path(name).asText();
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Caught> caught = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile ToIntFunction<JsonNode> refusal = body -> status;

  public Catcher() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.setExecutor(
        Executors.newFixedThreadPool(4, Thread.ofPlatform().daemon().name("catcher").factory()));
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    int answer = refusal.applyAsInt(body);
    if (answer < 300) {
      caught.add(
          new Caught(
              exchange.getRequestHeaders().getFirst("Idempotency-Key"),
              body.path("event").asText(),
              body,
              System.nanoTime()));
    }
    exchange.sendResponseHeaders(answer, -1);
    exchange.close();
  }

  /** Answers with another status from now on; what is not 2xx is not taken. */
  public void answer(int newStatus) {
    this.status = newStatus;
  }

  /** Answers what has some words with a status from now on, and all else with 200. */
  public void refuse(String words, int withStatus) {
    this.refusal = body -> body.toString().contains(words) ? withStatus : 200;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  public List<Caught> all() {
    return List.copyOf(caught);
  }

  /** Waits until one passes, and returns it. */
  public Caught await(Predicate<Caught> test) throws InterruptedException {
    for (int i = 0; i < 6_000; i++) {
      for (Caught one : caught) {
        if (test.test(one)) {
          return one;
        }
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    throw new AssertionError("not told within a minute; told was " + caught);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
