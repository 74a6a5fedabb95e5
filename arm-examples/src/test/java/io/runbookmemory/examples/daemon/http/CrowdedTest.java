package io.runbookmemory.examples.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.examples.daemon.access.Identities;
import io.runbookmemory.examples.daemon.config.AccessPart;
import io.runbookmemory.examples.daemon.config.Listen;
import io.runbookmemory.guard.access.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many at once: what one kind of caller takes is not missing to the others. */
@Timeout(60)
class CrowdedTest {

  private static final int ROOM = 100_000;

  private final CountDownLatch goOn = new CountDownLatch(1);
  private final Semaphore waiting = new Semaphore(0);
  private final List<Socket> sockets = new ArrayList<>();
  private final DoorServer server =
      DoorServer.open(
          Listen.DEFAULT.at(0),
          List.of(
              new Waiting("/api/slow", new Guard.Least(Role.VIEWER)),
              new Waiting("/signed", Guard.SIGNED),
              new Told("/webhooks/told", Guard.WEBHOOK)),
          () -> Identities.of(AccessPart.NONE, Listen.DEFAULT),
          new Bounds(
              Duration.ofSeconds(5), new Connections(), new BodyRoom(ROOM), new Crowd(4, 3)));

  /** A door that answers at once. */
  private record Told(String path, Guard guard) implements Door {

    @Override
    public String method() {
      return "POST";
    }

    @Override
    public Answer answer(Asked asked) {
      return Reply.text("text/plain", "told");
    }
  }

  /** A door that answers when the test lets it. */
  private final class Waiting implements Door {

    private final String path;
    private final Guard guard;

    Waiting(String path, Guard guard) {
      this.path = path;
      this.guard = guard;
    }

    @Override
    public String method() {
      return "POST";
    }

    @Override
    public String path() {
      return path;
    }

    @Override
    public Guard guard() {
      return guard;
    }

    @Override
    public Answer answer(Asked asked) {
      waiting.release();
      try {
        var unused = goOn.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Reply.text("text/plain", "done");
    }
  }

  @AfterEach
  void close() throws IOException {
    goOn.countDown();
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  private Socket post(String path, int length, String body) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(30_000);
    sockets.add(socket);
    String request =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
            + length
            + "\r\n\r\n"
            + body;
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private Socket post(String path) throws IOException {
    return post(path, 2, "{}");
  }

  private static String status(Socket socket) throws IOException {
    byte[] first = socket.getInputStream().readNBytes(12);
    return new String(first, StandardCharsets.US_ASCII);
  }

  @Test
  void whoWaitsForAnswersLeavesThreadsToAlerts() throws Exception {
    List<Socket> own = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      own.add(post("/api/slow"));
    }
    waiting.acquire(3);

    assertThat(status(post("/api/slow"))).as("a fourth of one").endsWith("503");
    Socket stranger = post("/signed");
    waiting.acquire();
    assertThat(status(post("/signed"))).as("a fifth of all").endsWith("503");
    assertThat(status(post("/webhooks/told"))).endsWith("200");

    goOn.countDown();
    for (Socket socket : own) {
      assertThat(status(socket)).endsWith("200");
    }
    assertThat(status(stranger)).endsWith("200");
    assertThat(status(post("/api/slow"))).as("after they left").endsWith("200");
  }

  @Test
  void manyLongBodiesAtOnceAreRefusedAndTheirRoomIsGivenBack() throws Exception {
    String half = "{\"x\":\"" + "y".repeat(ROOM / 2);
    Socket one = post("/webhooks/told", ROOM - 10, half);
    Socket other = post("/webhooks/told", ROOM - 10, half);
    while (one.getInputStream().available() == 0 && other.getInputStream().available() == 0) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    boolean isOne = one.getInputStream().available() > 0;

    assertThat(status(isOne ? one : other)).endsWith("503");

    Socket left = isOne ? other : one;
    String rest = "y".repeat(ROOM - 12 - half.length()) + "\"}";
    left.getOutputStream().write(rest.getBytes(StandardCharsets.US_ASCII));
    assertThat(status(left)).endsWith("200");
    assertThat(status(post("/webhooks/told", 90_000, "z".repeat(90_000)))).endsWith("200");
  }

  @Test
  void whatIsSignedInItselfIsShort() throws Exception {
    assertThat(status(post("/signed", 300_000, ""))).endsWith("413");
  }
}
