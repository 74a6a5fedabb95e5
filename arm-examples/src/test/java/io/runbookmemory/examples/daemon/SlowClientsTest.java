package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who sends a byte now and then: more of them than the server has threads. */
@Timeout(120)
class SlowClientsTest {

  private static final String ALERTS = "/webhooks/alertmanager";
  private static final int DRIPPING = 70;

  @TempDir Path temp;

  private final List<Socket> sockets = new ArrayList<>();
  private RunningDaemon daemon;

  @BeforeEach
  void start() {
    daemon = RunningDaemon.start(temp, "store: \"memory:\"\nlisten: {maxBody: 3000000}\n");
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    daemon.close();
  }

  private Socket open(String beginning) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), daemon.port());
    socket.setSoTimeout(60_000);
    sockets.add(socket);
    send(socket, beginning);
    return socket;
  }

  private static boolean send(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return true;
    } catch (IOException e) {
      return false; // It was cut off.
    }
  }

  private static String head(String path, String type) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
        + type
        + "\r\nContent-Length: 100000\r\n\r\n";
  }

  private static String answer(Socket socket) throws IOException {
    byte[] first = socket.getInputStream().readNBytes(12);
    return new String(first, StandardCharsets.US_ASCII);
  }

  /** Drips into all of them until each was answered, or cut off; the daemon's health the while. */
  private void drip(List<Socket> all) throws Exception {
    List<Socket> dripping = new ArrayList<>(all);
    while (!dripping.isEmpty()) {
      dripping.removeIf(socket -> isAnswered(socket) || !send(socket, "x"));
      assertThat(daemon.get("/healthz").statusCode()).isEqualTo(200);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static boolean isAnswered(Socket socket) {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void bodiesThatDripAreRefusedAndHoldNobodyUpHoweverMuchCameBefore() throws Exception {
    String much = " ".repeat(2_500_000);
    for (int i = 0; i < 4; i++) {
      assertThat(daemon.post(ALERTS, much).statusCode()).isEqualTo(400);
    }
    List<Socket> all = new ArrayList<>();
    for (int i = 0; i < DRIPPING; i++) {
      all.add(open(head(ALERTS, "application/json") + "{"));
    }

    drip(all);

    for (Socket socket : all) {
      assertThat(answer(socket)).isEqualTo("HTTP/1.1 408");
    }
    assertThat(daemon.alerts(AlertPost.firing("A", "a", "info")).body()).contains("accepted\":1");
  }

  @Test
  void whereChatIsOffNoBodyIsWaitedFor() throws Exception {
    for (String path : List.of("slack/command", "slack/interactive", "teams")) {
      String type = path.equals("teams") ? "application/json" : "application/x-www-form-urlencoded";
      assertThat(answer(open(head("/webhooks/" + path, type)))).isEqualTo("HTTP/1.1 404");
    }
  }

  @Test
  void aPauseAtTheBeginningCutsNobodyOff() throws Exception {
    String body = AlertPost.of(AlertPost.firing("A", "a", "info"));
    Socket socket =
        open(
            head(ALERTS, "application/json").replace("100000", String.valueOf(body.length()))
                + body.substring(0, 10));
    TimeUnit.MILLISECONDS.sleep(1_500);
    send(socket, body.substring(10));
    assertThat(answer(socket)).isEqualTo("HTTP/1.1 200");
  }

  @Test
  void whoSendsTooMuchReadsWhyAlsoWhereItSentOnAfterTheAnswer() throws Exception {
    for (int length : List.of(3_000_001, 5_000_000)) {
      Socket socket = open(head(ALERTS, "application/json").replace("100000", "" + length));
      for (int sent = 0; sent < length; sent += 500_000) {
        TimeUnit.MILLISECONDS.sleep(20);
        assertThat(send(socket, " ".repeat(Math.min(500_000, length - sent)))).isTrue();
      }
      TimeUnit.MILLISECONDS.sleep(50);
      assertThat(answer(socket)).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void whoIsTooSlowReadsWhyAlsoWhereTheRestComesAfterTheAnswer() throws Exception {
    Socket socket = open(head(ALERTS, "application/json") + "{");
    assertThat(answer(socket)).isEqualTo("HTTP/1.1 408");

    for (int part = 0; part < 10; part++) {
      assertThat(send(socket, " ".repeat(9_999))).isTrue();
      TimeUnit.MILLISECONDS.sleep(50);
    }
    send(socket, " ".repeat(9));
    assertThat(socket.getInputStream().readAllBytes()).asString().contains("bytes a second");
  }

  @Test
  void nobodySendsForeverAfterTheAnswer() throws Exception {
    Socket socket = open(head("/nowhere", "text/plain").replace("100000", "99999999"));
    long begun = System.nanoTime();
    while (send(socket, "x")) {
      TimeUnit.MILLISECONDS.sleep(100);
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(30);
    }
  }

  @Test
  void headsThatDripAreCutOff() throws Exception {
    List<Socket> all = new ArrayList<>();
    for (int i = 0; i < DRIPPING; i++) {
      all.add(open("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: "));
    }
    drip(all);
  }
}
