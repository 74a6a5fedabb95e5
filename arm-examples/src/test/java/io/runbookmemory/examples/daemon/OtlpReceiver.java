package io.runbookmemory.examples.daemon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** A collector of traces: takes OTLP over HTTP and keeps every span. */
final class OtlpReceiver implements AutoCloseable {

  /** A span that came; ids in hexadecimal. */
  record Span(
      String trace, String id, String parent, String name, Map<String, String> attributes) {}

  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  OtlpReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
      body = new GZIPInputStream(new java.io.ByteArrayInputStream(body)).readAllBytes();
    }
    requests.add(
        exchange.getRequestURI().getPath()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization"));
    // ExportTraceServiceRequest, its resource_spans, their scope_spans, and their spans.
    fields(body, (one, bytes) -> on(one, 1, bytes, this::resource));
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private void resource(byte[] resource) {
    fields(resource, (one, scope) -> on(one, 2, scope, this::scope));
  }

  private void scope(byte[] scope) {
    fields(scope, (one, span) -> on(one, 2, span, bytes -> spans.add(span(bytes))));
  }

  private static void on(
      int field, int wanted, byte[] bytes, java.util.function.Consumer<byte[]> then) {
    if (field == wanted) {
      then.accept(bytes);
    }
  }

  private static Span span(byte[] bytes) {
    Map<Integer, byte[]> plain = new HashMap<>();
    Map<String, String> attributes = new HashMap<>();
    fields(
        bytes,
        (field, value) -> {
          if (field == 9) {
            Map<Integer, byte[]> pair = new HashMap<>();
            fields(value, pair::put);
            List<byte[]> any = new ArrayList<>();
            fields(of(pair, 2), (kind, word) -> any.add(word));
            attributes.put(text(of(pair, 1)), text(any.getFirst()));
          } else {
            plain.put(field, value);
          }
        });
    return new Span(
        hex(of(plain, 1)),
        hex(of(plain, 2)),
        hex(plain.getOrDefault(4, new byte[0])),
        text(of(plain, 5)),
        attributes);
  }

  private static byte[] of(Map<Integer, byte[]> message, int field) {
    return Objects.requireNonNull(message.get(field), () -> "no field " + field);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Reads a message of protobuf, as far as its fields have a length; others are passed over. */
  private static void fields(byte[] message, BiConsumer<Integer, byte[]> each) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      switch ((int) (tag & 7)) {
        case 0 -> varint(in);
        case 1 -> in.getLong();
        case 2 -> {
          byte[] bytes = new byte[(int) varint(in)];
          in.get(bytes);
          each.accept((int) (tag >>> 3), bytes);
        }
        case 5 -> in.getInt();
        default -> throw new AssertionError("no protobuf: wire type " + (tag & 7));
      }
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Waits until a span passes, and returns it. */
  Span await(Predicate<Span> test) throws InterruptedException {
    for (int i = 0; i < 3_000; i++) {
      for (Span one : spans) {
        if (test.test(one)) {
          return one;
        }
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("no such span within a minute: " + spans);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
