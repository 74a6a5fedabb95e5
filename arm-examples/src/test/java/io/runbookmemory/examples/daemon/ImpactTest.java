package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.runbookmemory.examples.ShopSlo;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalPolicy;
import io.runbookmemory.journal.alerts.Actionability;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.journal.alerts.AlertScore;
import io.runbookmemory.journal.alerts.Episode;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an incident did to the objectives of its service is measured by itself when it is over. */
@Timeout(180)
class ImpactTest {

  /** The alerts of {@link AlertPost} fire from 03:00 to 03:10. */
  private static final Instant BEGIN = Instant.parse("2026-03-01T03:00:00Z");

  private static final String ALERT = AlertPost.firing("CheckoutFails", "checkout", "critical");
  private static final String END = AlertPost.resolved("CheckoutFails", "checkout", "critical");

  @TempDir Path temp;

  private final Catcher team = new Catcher();

  /** Goes on from an hour after the alert. */
  private final InstantSource clock =
      InstantSource.offset(
          InstantSource.system(), Duration.between(Instant.now(), BEGIN.plus(Duration.ofHours(1))));

  @BeforeEach
  void objective() throws IOException {
    Files.writeString(temp.resolve("slo.yaml"), ShopSlo.YAML);
  }

  @AfterEach
  void stop() {
    team.close();
  }

  private RunningDaemon daemon(URI prometheus) {
    String yaml =
        """
        mode: page
        store: sqlite:%s
        slos: {prometheus: "%s", files: [slo.yaml]}
        analysis: {enabled: false}
        noise: {enabled: false}
        channels: [{name: team, kind: webhook, url: "%s"}]
        """
            .formatted(temp.resolve("memory.db"), prometheus, team.address());
    return RunningDaemon.start(temp, yaml, FakeEmbeddingModel::new, clock);
  }

  /** A hundred requests a minute; half of them fail from 03:00 to 03:10. */
  private static String past() {
    StringBuilder good = new StringBuilder("# TYPE shop_good counter\n");
    StringBuilder all = new StringBuilder("# TYPE shop_all counter\n");
    long counted = 0;
    for (int minute = -60; minute <= 60; minute++) {
      long at = BEGIN.getEpochSecond() + 60L * minute;
      counted += minute > 0 && minute <= 10 ? 50 : 100;
      good.append("shop_good_total ").append(counted).append(' ').append(at).append('\n');
      all.append("shop_all_total ").append(100L * (61 + minute)).append(' ');
      all.append(at).append('\n');
    }
    return good.append(all).append("# EOF\n").toString();
  }

  private URI prometheus(RealServers servers) throws Exception {
    Files.writeString(temp.resolve("past.txt"), past());
    Files.writeString(temp.resolve("prometheus.yml"), "global: {scrape_interval: 1m}\n");
    Process filling =
        new ProcessBuilder(
                "promtool", "tsdb", "create-blocks-from", "openmetrics", "past.txt", "data")
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("promtool.log").toFile())
            .start();
    assertThat(filling.waitFor()).as("promtool").isZero();
    return servers.start(
        "prometheus",
        "--config.file=prometheus.yml",
        "--storage.tsdb.path=data",
        "--storage.tsdb.retention.time=10y");
  }

  private List<JournalEvent.Measured> measured(String incident) {
    try (SqliteMemoryStore open = SqliteMemoryStore.open(temp.resolve("memory.db"))) {
      return journal(open).get(MemoryId.parse(incident)).orElseThrow().entries().stream()
          .map(JournalEntry::event)
          .filter(JournalEvent.Measured.class::isInstance)
          .map(JournalEvent.Measured.class::cast)
          .toList();
    }
  }

  private static IncidentJournal journal(SqliteMemoryStore open) {
    return new IncidentJournal(
        open.ledger(Tenant.DEFAULT), new PatternRedactor(), JournalPolicy.DEFAULT, new Random(1));
  }

  private static String postmortem(RunningDaemon daemon, String incident) {
    return daemon.get("/api/v1/incidents/" + incident + "/postmortem").body();
  }

  private static String awaitPostmortem(RunningDaemon daemon, String incident, String words)
      throws InterruptedException {
    String last = "";
    for (int i = 0; i < 3_000; i++) {
      last = postmortem(daemon, incident);
      if (last.contains(words)) {
        return last;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("no \"" + words + "\" within a minute: " + last);
  }

  private String ended(RunningDaemon daemon) throws InterruptedException {
    daemon.alerts(ALERT);
    String incident = team.await(one -> one.event().equals("alert.firing")).field("incident");
    daemon.alerts(END);
    team.await(one -> one.event().equals("alert.resolved"));
    return incident;
  }

  @Test
  void anIncidentThatEndsIsMeasuredOnceWhateverComesAgainAndCitedInItsPostmortem()
      throws Exception {
    RealServers.require("prometheus", "promtool");
    try (RealServers servers = new RealServers(temp)) {
      URI prometheus = prometheus(servers);
      String incident;
      String said;
      try (RunningDaemon daemon = daemon(prometheus)) {
        incident = ended(daemon);
        said = awaitPostmortem(daemon, incident, "500 of 1,000 requests");
        daemon.alerts(END);
      }
      assertThat(said)
          .contains("checkout-availability failed from 2026-03-01T03:00:00Z", "50.00 %")
          .contains("(by http://127.0.0.1:" + prometheus.getPort() + ")")
          .contains("burned at most 500.0 times too fast")
          .doesNotContain("Nobody measured the impact", "NO_DATA");
      try (RunningDaemon daemon = daemon(prometheus)) {
        // A further incident is measured after what the restart finds again.
        daemon.alerts(
            ALERT.replace("CheckoutFails", "CartsFail"), END.replace("CheckoutFails", "CartsFail"));
        String other = team.await(one -> one.text().contains("CartsFail")).field("incident");
        awaitPostmortem(daemon, other, "500 of 1,000 requests");
      }
      assertThat(measured(incident)).hasSize(1);
    }
  }

  @Test
  void whatCannotBeMeasuredIsWrittenAsSuchIsNobodysActAndIsMadeUpFor() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"no such thing\"}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(422, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    String incident;
    try (RunningDaemon daemon =
        daemon(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))) {
      incident = ended(daemon);
      assertThat(awaitPostmortem(daemon, incident, "gave an error"))
          .contains("measure the impact on checkout-availability", "Nobody measured the impact");
      assertThat(daemon.get("/api/v1/drafts").body()).contains(incident);
    } finally {
      server.stop(0);
    }
    assertThat(measured(incident))
        .singleElement()
        .satisfies(one -> assertThat(one.failure()).contains("http://127.0.0.1:", "422"));
    assertThat(scores()).singleElement().returns(0, AlertScore::actedOn);

    RealServers.require("prometheus", "promtool");
    try (RealServers servers = new RealServers(temp);
        RunningDaemon daemon = daemon(prometheus(servers))) {
      assertThat(awaitPostmortem(daemon, incident, "500 of 1,000 requests"))
          .doesNotContain("gave an error", "Nobody measured the impact");
    }
  }

  private List<AlertScore> scores() {
    try (SqliteMemoryStore open = SqliteMemoryStore.open(temp.resolve("memory.db"))) {
      return Actionability.of(journal(open))
          .scores(
              Episode.of(
                  new AlertLog(open.ledger(Tenant.DEFAULT))
                      .between(BEGIN, BEGIN.plus(Duration.ofDays(1)))));
    }
  }

  @Test
  void aServiceWithoutAnObjectiveIsNotMeasuredAndNothingIsSaidOfIt() throws Exception {
    RealServers.require("prometheus", "promtool");
    try (RealServers servers = new RealServers(temp);
        RunningDaemon daemon = daemon(prometheus(servers))) {
      String search = ALERT.replace("checkout", "search");
      daemon.alerts(search, END.replace("checkout", "search"));
      String incident = team.await(one -> one.text().contains("of search")).field("incident");
      daemon.alerts(ALERT, END);
      String other = team.await(one -> one.text().contains("of checkout")).field("incident");
      awaitPostmortem(daemon, other, "500 of 1,000 requests");

      assertThat(measured(incident)).isEmpty();
      assertThat(postmortem(daemon, incident))
          .doesNotContain("checkout-availability", "gave an error");
    }
  }
}
