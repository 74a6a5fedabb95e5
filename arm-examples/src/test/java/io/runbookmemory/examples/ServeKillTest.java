package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.examples.daemon.AlertPost;
import io.runbookmemory.examples.daemon.Catcher;
import io.runbookmemory.examples.daemon.Catcher.Caught;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An {@code arm serve} that is killed amid a storm, as {@code kill -9} does, and started again:
 * what it acknowledged is told of, once.
 */
@Timeout(600)
class ServeKillTest {

  private static final int MESSAGES = 60;
  private static final int EACH = 4;
  private static final int KILLS = 3;

  @TempDir Path temp;

  private final Catcher team = new Catcher();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<Integer> acknowledged = new HashSet<>();

  @Test
  void everyAcknowledgedAlertIsToldOfOnce() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int port = freePort();
    Path config = config(port);
    for (int round = 0; round < KILLS; round++) {
      Process daemon = start(config, port);
      int before = acknowledged.size();
      int until = before + 3 + random.nextInt(MESSAGES / KILLS - 3);
      while (acknowledged.size() < Math.min(until, MESSAGES)) {
        bring(port);
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
      daemon.destroyForcibly().waitFor();
    }
    Process daemon = start(config, port);
    while (acknowledged.size() < MESSAGES) {
      bring(port);
    }
    Set<String> all =
        IntStream.range(0, MESSAGES * EACH)
            .mapToObj(number -> "service-" + number)
            .collect(Collectors.toSet());
    awaitAll(all, seed);

    assertThat(post(port, MESSAGES - 1).body()).as("seed %s", seed).contains("\"accepted\":0");
    daemon.destroy();
    assertThat(daemon.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Map<String, Long> keys =
        team.all().stream().collect(Collectors.groupingBy(Caught::key, Collectors.counting()));
    assertThat(keys).as("seed %s", seed).hasSize(all.size());
    // What was under way when it was killed is told again, under the same key.
    assertThat(team.all().size() - keys.size()).as("seed %s", seed).isBetween(0, KILLS);
    assertThat(Files.readString(temp.resolve("out"))).contains("\"event\":\"stopped\"");
  }

  private void awaitAll(Set<String> all, long seed) throws InterruptedException {
    Set<String> told = Set.of();
    for (int i = 0; i < 6_000 && !told.equals(all); i++) {
      TimeUnit.MILLISECONDS.sleep(20);
      told = team.all().stream().map(one -> one.field("service")).collect(Collectors.toSet());
    }
    assertThat(told).as("seed %s", seed).isEqualTo(all);
  }

  /** Brings the first message that was not acknowledged yet, as often as it takes. */
  private void bring(int port) throws InterruptedException {
    int next = acknowledged.size();
    try {
      if (post(port, next).statusCode() == 200) {
        acknowledged.add(next);
      }
    } catch (IOException e) {
      TimeUnit.MILLISECONDS.sleep(20); // It is not there yet, or no more.
    }
  }

  private HttpResponse<String> post(int port, int message)
      throws IOException, InterruptedException {
    List<String> alerts =
        IntStream.range(message * EACH, (message + 1) * EACH)
            .mapToObj(number -> AlertPost.firing("Down", "service-" + number, "critical"))
            .toList();
    URI address = URI.create("http://127.0.0.1:" + port + "/webhooks/alertmanager");
    return client.send(
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(AlertPost.of(alerts)))
            .build(),
        BodyHandlers.ofString());
  }

  private Process start(Path config, int port) throws InterruptedException {
    ForkedJvm jvm = new ForkedJvm(temp);
    Process daemon = jvm.arm(List.of("-Xmx256m"), "serve", "--config", config);
    while (!jvm.said("out").contains("\"event\":\"listening\"")) {
      assertThat(daemon.isAlive()).as(() -> port + ": " + jvm.said("err")).isTrue();
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return daemon;
  }

  private Path config(int port) throws IOException {
    return Files.writeString(
        temp.resolve("arm.yaml"),
        """
        version: 1
        mode: page
        store: lucene:%s
        listen: {port: %s}
        channels:
          - {name: team, kind: webhook, url: "%s"}
        """
            .formatted(temp.resolve("store"), port, team.address()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
