package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.daemon.Catcher.Caught;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.journal.alerts.AlertRecord;
import io.runbookmemory.journal.alerts.Fate;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Pattern;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the daemon does by itself while nobody is looking. */
@Timeout(180)
class IdleRunnerTest {

  private static final Instant MONDAY = Instant.parse("2025-01-06T09:10:00Z");
  private static final Instant SUNDAY = MONDAY.plus(Duration.ofDays(7L * 52 - 1));
  private static final String DONE =
      "arm_daemon_analysis_total{activity=\"%s\",state=\"done\"} 1.0";

  @TempDir Path temp;

  /** An alert that fires every Monday at nine, for a year. */
  @BeforeEach
  void aYear() {
    AlertName alert = new AlertName("ReportSlow", "0123456789abcdef");
    Place place = new Place("reports", "prod", null, null);
    List<AlertRecord> records = new ArrayList<>();
    for (int week = 0; week < 52; week++) {
      Instant at = MONDAY.plus(Duration.ofDays(7L * week));
      records.add(new AlertRecord(at, alert, place, Verdict.PAGE, Fate.NOTIFIED));
      records.add(new AlertRecord(at.plusSeconds(600), alert, place, Verdict.LOG, Fate.ENDED));
    }
    try (SqliteMemoryStore open = SqliteMemoryStore.open(temp.resolve("memory.db"))) {
      new AlertLog(open.ledger(Tenant.DEFAULT)).append(records);
    }
  }

  private String yaml(String analysis) {
    return "store: sqlite:" + temp.resolve("memory.db") + "\nanalysis: {" + analysis + "}\n";
  }

  private RunningDaemon daemon(Path folder, String analysis) {
    return RunningDaemon.start(
        folder, yaml(analysis), FakeEmbeddingModel::new, InstantSource.fixed(SUNDAY));
  }

  private List<String> patterns() {
    try (SqliteMemoryStore open = SqliteMemoryStore.open(temp.resolve("memory.db"))) {
      return open.reader(Tenant.DEFAULT).scan(Filter.eq(Field.KIND, "pattern"), null, 100).stream()
          .map(StoredMemory::memory)
          .map(one -> ((Pattern) one.content()).description())
          .toList();
    }
  }

  private static void awaitReady(RunningDaemon daemon, String part) throws InterruptedException {
    HttpResponse<String> ready = daemon.get("/readyz");
    for (int i = 0; i < 3_000 && !ready.body().contains(part); i++) {
      TimeUnit.MILLISECONDS.sleep(20);
      ready = daemon.get("/readyz");
    }
    assertThat(ready.body()).contains(part);
  }

  @Test
  void whatIsDueRunsByItselfAndIsCountedToldAndRemembered() throws Exception {
    try (RunningDaemon daemon = daemon(temp, "zone: UTC, look: 1s")) {
      daemon.awaitMetric(DONE.formatted("temporal"));
      daemon.awaitMetric(DONE.formatted("playbooks"));
      daemon.awaitMetric(DONE.formatted("foresight"));
      daemon.awaitMetric("arm_daemon_analysis_written_total 1.0");
      awaitReady(daemon, "\"analysis\":\"running\"");
      assertThat(daemon.log())
          .contains("\"event\":\"analysis\"", "temporal 1", "\"written\":\"1\"")
          .contains("\"event\":\"foresight\"", "\"foretold\":\"1\"");
    }
    assertThat(patterns()).singleElement().asString().contains("ReportSlow", "Mondays");
  }

  @Test
  void whatIsForetoldIsToldShownAndAnsweredWithWhatPreventsIt() throws Exception {
    MemoryId runbook = MemoryId.named("test", "runbook");
    try (SqliteMemoryStore open = SqliteMemoryStore.open(temp.resolve("memory.db"));
        FakeEmbeddingModel model = new FakeEmbeddingModel();
        RunbookMemory memory = RunbookMemory.builder(open).model(model).build()) {
      Scope reports = Scope.of(Tenant.DEFAULT).withService("reports");
      Runbook restart = Runbook.builder("Restart the batch.").build();
      memory.remember(Memory.builder(runbook, reports, "ReportSlow", restart, SUNDAY).build());
    }
    try (RunningDaemon daemon = daemon(temp, "zone: UTC, look: 1s")) {
      daemon.awaitMetric(DONE.formatted("foresight"));
      assertThat(daemon.log())
          .contains("\"event\":\"foretold\"", "\"what\":\"ReportSlow of reports (prod)\"")
          .contains("\"prevention\":\"runbook ReportSlow\"", "\"memory\":\"" + runbook);
      assertThat(new ApiClient(daemon).get("/predictions").path("items"))
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.path("what").asText()).isEqualTo("ReportSlow of reports (prod)");
                assertThat(one.path("prevention").path("id").asText()).isEqualTo("" + runbook);
              });
    }
    // The meters look when the daemon starts, and each minute.
    try (RunningDaemon daemon = daemon(temp, "enabled: false")) {
      daemon.awaitMetric(
          "arm_daemon_prediction_prevention{kind=\"runbook\",memory=\""
              + runbook
              + "\",prevention=\"ReportSlow\",what=\"ReportSlow of reports (prod)\"}");
    }
  }

  @Test
  void itIsSwitchedOffAndOnByAReload() throws Exception {
    try (RunningDaemon daemon = daemon(temp, "enabled: false, look: 1s")) {
      assertThat(daemon.get("/readyz").body()).contains("\"analysis\":\"off\"");
      RunningDaemon.write(temp, yaml("zone: UTC, look: 1s, schedules: {correlation: off}"));
      assertThat(daemon.post("/-/reload", "").body()).contains("\"reloaded\":true");

      daemon.awaitMetric(DONE.formatted("temporal"));
      assertThat(daemon.get("/metrics").body()).doesNotContain("activity=\"correlation\"");
      RunningDaemon.write(temp, yaml("quiet: late"));
      assertThat(daemon.post("/-/reload", "").body()).contains("arm.yaml:3", "01:00-05:00");
    }
  }

  @Test
  void ofTwoDaemonsOneAnalyzesAndTheOtherTakesOver(@TempDir Path other) throws Exception {
    RunningDaemon one = daemon(temp, "zone: UTC, look: 1s");
    awaitReady(one, "\"analysis\":\"running\"");
    try (RunningDaemon two = daemon(other, "zone: UTC, look: 1s")) {
      one.awaitMetric(DONE.formatted("foresight"));
      awaitReady(two, "\"analysis\":\"standing_by\"");
      assertThat(two.get("/metrics").body()).doesNotContain("arm_daemon_analysis_total");
      one.close();

      awaitReady(two, "\"analysis\":\"running\"");
      two.awaitMetric(DONE.formatted("foresight"));
      assertThat(two.get("/metrics").body())
          .as("what ran in the other is not due")
          .doesNotContain("activity=\"temporal\"");
    }
    assertThat(patterns()).hasSize(1);
  }

  @Test
  void aServerThatDoesNotAnswerFailsTheForecastsAlone() throws Exception {
    Files.writeString(
        temp.resolve("resources.yaml"),
        "version: 1\nresources:\n  - {name: volume, limit: 1, query: up}\n");
    try (RunningDaemon daemon =
        daemon(
            temp,
            "zone: UTC, look: 1s, resources: resources.yaml, prometheus: \"http://127.0.0.1:1\"")) {
      daemon.awaitMetric("arm_daemon_analysis_total{activity=\"forecasts\",state=\"failed\"} 1.0");
      daemon.awaitMetric(DONE.formatted("temporal"));
      daemon.awaitMetric(DONE.formatted("foresight"));
      assertThat(daemon.log()).contains("\"event\":\"analysis-failed\"", "\"withoutResources\":");
    }
  }

  /**
   * The run waits for a server: one that answers after the daemon was told to end, or one that
   * hangs for longer than the daemon waits.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDaemonThatIsClosedAmidARunEndsAndTheNextOneDoesTheWhole(boolean answers) throws Exception {
    Files.writeString(
        temp.resolve("resources.yaml"),
        "version: 1\nresources:\n  - {name: volume, limit: 1, query: up}\n");
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    HttpServer server = prometheus(asked, free);
    String analysis =
        "zone: UTC, look: 1s, resources: resources.yaml, prometheus: \"http://127.0.0.1:"
            + server.getAddress().getPort()
            + "\"";
    try {
      RunningDaemon daemon = daemon(temp, analysis);
      asked.await();
      Thread closing = Thread.ofPlatform().start(daemon::close);
      if (answers) {
        awaitClosing(daemon);
        free.countDown();
      }
      closing.join();
      assertThat(daemon.log()).contains("\"event\":\"stopped\"");
      awaitLease("daemon/default/idle");
      awaitLease("sleep-time/default");
      free.countDown();
      try (RunningDaemon next = daemon(temp, analysis)) {
        for (String one : List.of("correlation", "signatures", "temporal", "playbooks")) {
          next.awaitMetric(DONE.formatted(one));
        }
        next.awaitMetric(DONE.formatted("foresight"));
      }
    } finally {
      free.countDown();
      server.stop(0);
    }
    assertThat(patterns()).hasSize(1);
  }

  private static HttpServer prometheus(CountDownLatch asked, CountDownLatch free)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
    server.createContext(
        "/",
        exchange -> {
          asked.countDown();
          try {
            free.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          byte[] body =
              "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** Waits until the daemon takes no more: it is closing then. */
  private static void awaitClosing(RunningDaemon daemon) throws InterruptedException {
    while (daemon.port() > 0) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private void awaitLease(String name) throws InterruptedException {
    try (SqliteMemoryStore open = SqliteMemoryStore.open(temp.resolve("memory.db"))) {
      while (!(open.leases().acquire(new Claim(name, "test", Duration.ofSeconds(1)))
          instanceof Acquisition.Granted)) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  @Test
  void queriesWithoutAServerAreRefusedAtTheStart() throws IOException {
    Files.writeString(
        temp.resolve("resources.yaml"),
        "version: 1\nresources:\n  - {name: volume, limit: 1, query: up}\n");
    try (RunningDaemon daemon = daemon(temp, "look: 1s")) {
      RunningDaemon.write(temp, yaml("resources: resources.yaml"));
      assertThat(daemon.post("/-/reload", "").body()).contains("analysis.prometheus");
    }
  }

  /** The model that wrote the vectors, out of reach by now. */
  private static final class Gone implements EmbeddingModel {

    @Override
    public EmbeddingSpace space() {
      try (FakeEmbeddingModel model = new FakeEmbeddingModel()) {
        return model.space();
      }
    }

    @Override
    public int passageCharacters() {
      return 1000;
    }

    @Override
    public List<Embedding> embedPassages(List<String> passages) {
      throw new UnavailableException("model", "the model is down");
    }

    @Override
    public Embedding embedQuery(String query) {
      throw new UnavailableException("model", "the model is down");
    }

    @Override
    public void close() {}
  }

  @Test
  void whereTheModelIsGoneTheTeamIsToldWhatWasPreparedAndWhen() throws Exception {
    try (SqliteMemoryStore open = SqliteMemoryStore.open(temp.resolve("memory.db"));
        FakeEmbeddingModel model = new FakeEmbeddingModel();
        RunbookMemory memory =
            RunbookMemory.builder(open).model(model).clock(() -> SUNDAY).build()) {
      memory.remember("ReportSlow of reports: the batch of Sunday hung, restarting it helped.");
      assertThat(memory.analysis().foresee(Duration.ofDays(2)).prepared()).isPositive();
    }
    String yaml = yaml("enabled: false").replace("store:", "mode: page\nstore:");
    try (Catcher team = new Catcher();
        RunningDaemon daemon =
            RunningDaemon.start(
                temp,
                yaml
                    + "channels:\n  - {name: team, kind: webhook, url: \""
                    + team.address()
                    + "\"}\n",
                Gone::new,
                InstantSource.fixed(SUNDAY.plus(Duration.ofHours(5))))) {
      daemon.alerts(AlertPost.firing("ReportSlow", "reports", "critical"));
      Caught told = team.await(one -> one.text().contains("ReportSlow"));
      assertThat(told.text())
          .contains("prepared 5 h 0 min ago, at " + SUNDAY + ", before this fired: incident \"");
    }
  }
}
