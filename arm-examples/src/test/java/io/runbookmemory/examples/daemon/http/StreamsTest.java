package io.runbookmemory.examples.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.examples.daemon.access.Identities;
import io.runbookmemory.examples.daemon.config.AccessPart;
import io.runbookmemory.examples.daemon.config.Listen;
import io.runbookmemory.examples.daemon.config.Secret;
import io.runbookmemory.examples.daemon.http.EventStream.Event;
import io.runbookmemory.guard.access.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that stay open. */
@Timeout(60)
class StreamsTest {

  private final List<Consumer<Event>> sinks = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Socket> sockets = new ArrayList<>();
  private volatile AccessPart access = AccessPart.NONE;
  private final DoorServer server =
      DoorServer.open(
          Listen.DEFAULT.at(0),
          List.of(new Ticker()),
          () -> Identities.of(access, Listen.DEFAULT),
          new Bounds(
              Duration.ofMillis(200), new Connections(), new BodyRoom(1 << 20), new Crowd(40, 40)));

  /** A door that lets the test send. */
  private final class Ticker implements Door {

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String path() {
      return "/ticks/{name}";
    }

    @Override
    public Guard guard() {
      return new Guard.Least(Role.VIEWER);
    }

    @Override
    public Answer answer(Asked asked) {
      return new EventStream(
          sink -> {
            sinks.add(sink);
            sink.accept(new Event("1", "tick", asked.variable("name") + "\nevent: forged"));
            return closed::countDown;
          });
    }
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private BufferedReader open() throws IOException {
    return open("");
  }

  private BufferedReader open(String header) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    sockets.add(socket);
    String request = "GET /ticks/a%20b HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String until(BufferedReader reader, String wanted) throws IOException {
    StringBuilder read = new StringBuilder();
    String line = reader.readLine();
    while (line != null && !line.contains(wanted)) {
      read.append(line).append('\n');
      line = reader.readLine();
    }
    return read + String.valueOf(line);
  }

  @Test
  void eventsArriveOneByOneAndTextAddsNoField() throws Exception {
    BufferedReader reader = open();
    assertThat(until(reader, "data: event: forged"))
        .contains("HTTP/1.1 200", "text/event-stream", "id: 1", "event: tick", "data: a b");
    for (int i = 2; i < 100; i++) {
      sinks.getFirst().accept(new Event(String.valueOf(i), "tick", "tock"));
      assertThat(until(reader, "id: ")).endsWith("id: " + i);
    }
  }

  @Test
  void theEndOfTheServerEndsThemAtOnce() throws Exception {
    BufferedReader reader = open();
    until(reader, "forged");
    long begun = System.nanoTime();
    server.close();
    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(until(reader, "never")).endsWith("null");
    // Far less than what it gives requests that have begun, let alone the half minute of silence.
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(9);
  }

  private static AccessPart access(String name, Role role) {
    AccessPart.Token token =
        new AccessPart.Token(name, role, new Secret("0123456789abcdef-" + name));
    return new AccessPart(List.of(token), null, null, AccessPart.NONE.rate());
  }

  @Test
  void aStreamEndsOnceItsTokenOpensNothingAnyMore() throws Exception {
    access = access("ann", Role.VIEWER);
    BufferedReader reader =
        open("Authorization: Bearer 0123456789abcdef-ann\r\nConnection: close\r\n");
    until(reader, "forged");
    // It is looked at with every beat: the first finds it as it was.
    assertThat(until(reader, ": ")).endsWith(": ");
    assertThat(closed.getCount()).isOne();

    access = access("bob", Role.VIEWER);

    assertThat(until(reader, "never")).endsWith("null");
    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void oneCallerHasAPlaceForSixteen() throws Exception {
    for (int i = 0; i < 16; i++) {
      until(open(), "forged");
    }
    assertThat(until(open(), "Retry-After")).contains("HTTP/1.1 503");
  }

  @Test
  void oneAddressHasAPlaceForEachWhoComesFromIt() throws Exception {
    AccessPart.Granted all = new AccessPart.Granted(Map.of(), Role.VIEWER);
    AccessPart.Proxy proxy =
        new AccessPart.Proxy(List.of("127.0.0.1"), "X-Forwarded-User", null, all);
    access = new AccessPart(List.of(), null, proxy, AccessPart.NONE.rate());
    for (int i = 0; i < 16; i++) {
      until(open("X-Forwarded-User: ann\r\n"), "forged");
    }
    assertThat(until(open("X-Forwarded-User: ann\r\n"), "Retry-After")).contains("HTTP/1.1 503");
    assertThat(until(open("X-Forwarded-User: bob\r\n"), "forged")).contains("HTTP/1.1 200");
  }

  @Test
  void whoDoesNotReadIsLeftBehind() throws Exception {
    until(open(), "forged");
    String much = "x".repeat(1 << 16);
    for (int i = 0; i < 2_000; i++) {
      sinks.getFirst().accept(new Event(null, "tick", much));
    }
    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
