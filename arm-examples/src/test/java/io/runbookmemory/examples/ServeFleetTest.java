package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.examples.daemon.AlertPost;
import io.runbookmemory.examples.daemon.Catcher;
import io.runbookmemory.examples.daemon.Catcher.Caught;
import io.runbookmemory.testkit.server.LocalPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three {@code arm serve} on one PostgreSQL, any of which is killed amid a storm: what one of them
 * acknowledged is told of, once, whoever worked.
 */
@Timeout(600)
class ServeFleetTest {

  private static final int DAEMONS = 3;
  private static final int MESSAGES = 45;
  private static final int EACH = 4;
  private static final int KILLS = 3;
  private static final Pattern PORT = Pattern.compile("\"port\":\"(\\d+)\"");

  @TempDir Path temp;

  private final Catcher team = new Catcher();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Member> fleet = new ArrayList<>();

  /** A daemon of the fleet; it is started again in a folder of its own. */
  private record Member(Process process, int port) {}

  @Test
  void whoeverIsKilledEveryAcknowledgedAlertIsToldOfOnce() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (LocalPostgres server = PostgresUnderTest.start()) {
      for (int i = 0; i < DAEMONS; i++) {
        fleet.add(start(server, i));
      }
      for (int message = 0; message < MESSAGES; message++) {
        bring(message, random);
        if ((message + 1) % (MESSAGES / KILLS) == 0) {
          replaceOne(server, message, random.nextInt(DAEMONS));
        }
      }
      Set<String> all =
          IntStream.range(0, MESSAGES * EACH)
              .mapToObj(number -> "service-" + number)
              .collect(Collectors.toSet());
      awaitAll(all, seed);
      for (Member member : fleet) {
        member.process().destroy();
        assertThat(member.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      }
      Map<String, Long> keys =
          team.all().stream().collect(Collectors.groupingBy(Caught::key, Collectors.counting()));
      assertThat(keys).as("seed %s", seed).hasSize(all.size());
      // What was under way when it was killed is told again, under the same key.
      assertThat(team.all().size() - keys.size()).as("seed %s", seed).isBetween(0, KILLS);
    } finally {
      fleet.forEach(member -> member.process().destroyForcibly());
    }
  }

  private void replaceOne(LocalPostgres server, int message, int which) throws Exception {
    fleet.get(which).process().destroyForcibly().waitFor();
    fleet.set(which, start(server, DAEMONS + message));
  }

  /** Brings a message to one of the fleet after another until it is acknowledged. */
  private void bring(int message, Random random) throws InterruptedException {
    List<String> alerts =
        IntStream.range(message * EACH, (message + 1) * EACH)
            .mapToObj(number -> AlertPost.firing("Down", "service-" + number, "critical"))
            .toList();
    int at = random.nextInt(DAEMONS);
    while (!isTaken(fleet.get(at).port(), AlertPost.of(alerts))) {
      at = (at + 1) % DAEMONS;
    }
  }

  private boolean isTaken(int port, String body) throws InterruptedException {
    try {
      URI address = URI.create("http://127.0.0.1:" + port + "/webhooks/alertmanager");
      return client
              .send(
                  HttpRequest.newBuilder(address)
                      .timeout(Duration.ofMinutes(1))
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private void awaitAll(Set<String> all, long seed) throws InterruptedException {
    Set<String> told = Set.of();
    for (int i = 0; i < 6_000 && !told.equals(all); i++) {
      TimeUnit.MILLISECONDS.sleep(20);
      told = team.all().stream().map(one -> one.field("service")).collect(Collectors.toSet());
    }
    assertThat(told).as("seed %s", seed).isEqualTo(all);
  }

  private Member start(LocalPostgres server, int number) throws Exception {
    Path folder = Files.createDirectory(temp.resolve("daemon-" + number));
    Path config =
        Files.writeString(
            folder.resolve("arm.yaml"),
            """
            version: 1
            mode: page
            store: "%s"
            listen: {port: 0}
            channels:
              - {name: team, kind: webhook, url: "%s"}
            """
                .formatted(
                    server.url() + "&user=" + LocalPostgres.USER + "&socketTimeout=20",
                    team.address()));
    ForkedJvm jvm = new ForkedJvm(folder);
    Process daemon = jvm.arm(List.of("-Xmx256m"), "serve", "--config", config);
    while (true) {
      Matcher listening = PORT.matcher(jvm.said("out"));
      if (listening.find()) {
        return new Member(daemon, Integer.parseInt(listening.group(1)));
      }
      assertThat(daemon.isAlive()).as(() -> jvm.said("err")).isTrue();
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
