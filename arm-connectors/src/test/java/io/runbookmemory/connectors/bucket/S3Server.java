package io.runbookmemory.connectors.bucket;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback with a bucket {@code artifacts}, which answers in the shape of S3's REST API
 * and checks each signature by what arrived: host, path, payload and the headers that it names.
 */
final class S3Server implements AutoCloseable {

  static final String REGION = "eu-central-1";
  static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";
  static final String SECRET = "s3cr3t/0123456789";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger puts = new AtomicInteger();

  S3Server() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/artifacts/");
  }

  Map<String, byte[]> objects() {
    return objects;
  }

  int puts() {
    return puts.get();
  }

  /** Lets as many of the next requests meet a busy server. */
  void failNext(int requests) {
    failures.set(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      fault(exchange, 503, "SlowDown");
    } else if (!isSigned(exchange, body)) {
      fault(exchange, 403, "SignatureDoesNotMatch");
    } else if (exchange.getRequestMethod().equals("PUT")) {
      puts.incrementAndGet();
      objects.put(path, body);
      reply(exchange, 200, new byte[0]);
    } else if (objects.containsKey(path)) {
      reply(exchange, 200, objects.get(path));
    } else {
      fault(exchange, 404, "NoSuchKey");
    }
  }

  private static boolean isSigned(HttpExchange exchange, byte[] body) {
    var headers = exchange.getRequestHeaders();
    URI target =
        URI.create("http://" + headers.getFirst("Host") + exchange.getRequestURI().getRawPath());
    Instant at = Instant.from(TIME.parse(headers.getFirst("x-amz-date")));
    SignedRequest request =
        new SignedRequest(exchange.getRequestMethod(), target, body, at)
            .header("x-amz-security-token", headers.getFirst("x-amz-security-token"));
    return String.valueOf(request.signed(REGION, ACCESS_KEY, SECRET).get("Authorization"))
        .equals(headers.getFirst("Authorization"));
  }

  private static void fault(HttpExchange exchange, int status, String code) throws IOException {
    String xml = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>";
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    reply(exchange, status, xml.getBytes(StandardCharsets.UTF_8));
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
