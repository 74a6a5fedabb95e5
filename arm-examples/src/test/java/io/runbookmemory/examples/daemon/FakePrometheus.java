package io.runbookmemory.examples.daemon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A Prometheus that has one series of what it is asked for, with a value a minute. */
public final class FakePrometheus implements AutoCloseable {

  private final HttpServer server;
  private final Line line;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** The values of what is asked for. */
  public interface Line {

    /**
     * Returns a value.
     *
     * @param query in PromQL
     * @param at in seconds
     * @return null if there is none
     */
    @Nullable Long value(String query, long at);
  }

  private FakePrometheus(HttpServer server, Line line) {
    this.server = server;
    this.line = line;
  }

  public static FakePrometheus start(Line line) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FakePrometheus fake = new FakePrometheus(server, line);
      server.createContext("/api/v1/query_range", fake::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns the queries so far. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = matrix(exchange.getRequestURI().getRawQuery()).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String matrix(String asking) {
    Map<String, String> given =
        Arrays.stream(asking.split("&", -1))
            .map(one -> one.split("=", 2))
            .collect(
                Collectors.toMap(
                    one -> one[0], one -> URLDecoder.decode(one[1], StandardCharsets.UTF_8)));
    String query = given.getOrDefault("query", "");
    asked.add(query);
    long from = (long) Double.parseDouble(given.getOrDefault("start", "0"));
    long to = (long) Double.parseDouble(given.getOrDefault("end", "0"));
    String values =
        LongStream.iterate(from, at -> at <= to, at -> at + 60)
            .filter(at -> line.value(query, at) != null)
            .mapToObj(at -> "[" + at + ",\"" + line.value(query, at) + "\"]")
            .collect(Collectors.joining(","));
    String series = values.isEmpty() ? "" : "{\"metric\":{},\"values\":[" + values + "]}";
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
        + series
        + "]}}";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
