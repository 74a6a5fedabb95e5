package io.runbookmemory.connectors.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * A server on loopback that gives the answers it was told to, in their order, the last for ever.
 */
public final class FixtureServer implements AutoCloseable {

  /** What clients of this server are known by; no message may hold it. */
  public static final String SECRET = "s3cr3t-0123456789";

  /** One answer; {@code slow} leaves its second half out and the connection open. */
  public record Reply(int status, Map<String, String> headers, String body, boolean slow) {

    public Reply with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Reply(status, more, body, slow);
    }

    public Reply slowly() {
      return new Reply(status, headers, body, true);
    }
  }

  /** One request as it came. */
  public record Asked(String method, String target, Map<String, String> headers, String body) {}

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Reply> replies = new ArrayDeque<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

  private FixtureServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public static FixtureServer start() {
    try {
      return new FixtureServer(HttpServer.create(loopback(), 0), "http");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static FixtureServer start(SSLContext tls) {
    try {
      HttpsServer server = HttpsServer.create(loopback(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new FixtureServer(server, "https");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  public static Reply json(String body) {
    return reply(200, body);
  }

  public static Reply reply(int status, String body) {
    return new Reply(status, Map.of("Content-Type", "application/json"), body, false);
  }

  public synchronized FixtureServer gives(Reply... more) {
    replies.addAll(List.of(more));
    return this;
  }

  private synchronized Reply next() {
    return replies.size() > 1 ? replies.pop() : replies.getFirst();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String target = exchange.getRequestURI().toString();
    asked.add(new Asked(exchange.getRequestMethod(), target, headers, body));
    Reply reply = next();
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    if (reply.slow()) {
      exchange.sendResponseHeaders(reply.status(), bytes.length + 1);
      exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
      exchange.getResponseBody().flush();
      return;
    }
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Returns what was asked, in its order. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  public URI address() {
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/base/");
  }

  /** Returns an endpoint of this server, with {@link #SECRET} and the patience of a test. */
  public Endpoint.Builder endpoint() {
    return Endpoint.builder(address())
        .credentials(Credentials.bearer(() -> SECRET))
        .patience(Duration.ofSeconds(20))
        .tries(2);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
