package io.runbookmemory.bench.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Whoever is told: the address of the daemon's webhook channel. Thread-safe. */
public final class Receiver implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("told-", 0).factory());

  /** How often each notification came, by its own key. */
  private final Map<String, Integer> times = new ConcurrentHashMap<>();

  /** Under which keys each alert was told of, by its title and since when it fires. */
  private final Map<String, Set<String>> keys = new ConcurrentHashMap<>();

  /** When the first notification of a service's fire came, in nanoseconds. */
  private final Map<String, Long> first = new ConcurrentHashMap<>();

  private final AtomicInteger lexical = new AtomicInteger();
  private final AtomicInteger planned = new AtomicInteger();

  /** Begins to listen on loopback. */
  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    long at = System.nanoTime();
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    times.merge(key, 1, Integer::sum);
    String what = body.path("fields").path("title").asText() + " " + since(key);
    keys.computeIfAbsent(what, any -> ConcurrentHashMap.newKeySet()).add(key);
    if (body.path("event").asText().equals("alert.firing")) {
      first.putIfAbsent(body.path("fields").path("service").asText(), at);
      String text = body.path("text").asText();
      lexical.addAndGet(text.contains("recalled by words alone") ? 1 : 0);
      planned.addAndGet(text.contains("without a plan") ? 0 : 1);
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /** The key is fingerprint, beginning, status and channel of an alert, with slashes between. */
  private static String since(String key) {
    String[] parts = key.split("/", -1);
    return parts.length == 4 ? parts[1] : key;
  }

  /** Returns where notifications go. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/told");
  }

  /** Returns when a service's fire was told of first; -1 if it was not. */
  long told(String service) {
    return first.getOrDefault(service, -1L);
  }

  /** Returns how many different notifications came. */
  public int notifications() {
    return times.size();
  }

  /** Returns the keys of those that came more than once. */
  public List<String> doubled() {
    return times.entrySet().stream()
        .filter(one -> one.getValue() > 1)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Returns whether a notification came. */
  boolean wasTold(String key) {
    return times.containsKey(key);
  }

  /** Returns how many calls came. */
  public int calls() {
    return times.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns what was told of under more than one key: those who are told see it twice. */
  public List<String> underTwoKeys() {
    return keys.entrySet().stream()
        .filter(one -> one.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Returns how many fires were told of with a recall by words alone. */
  public int lexical() {
    return lexical.get();
  }

  /** Returns how many fires were told of with a plan. */
  public int planned() {
    return planned.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
