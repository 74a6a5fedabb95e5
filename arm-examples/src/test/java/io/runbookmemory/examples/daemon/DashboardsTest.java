package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.embedding.FunctionEmbeddingModel;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.option.StoreUrl;
import io.runbookmemory.learn.analysis.Prediction;
import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.prediction.PredictionLog;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.ledger.LedgerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboards, and the metrics that they and the rules name. */
@Timeout(180)
class DashboardsTest {

  private static final Path EXAMPLES = Path.of("src/main/resources/io/runbookmemory/examples");
  private static final Path CHECKS = EXAMPLES.resolve("checks");
  private static final Pattern METRIC = Pattern.compile("\\barm_[a-z_]+");

  @TempDir Path temp;

  /** A finding of which nothing but its name matters. */
  private record Named(String key, Place place) implements Finding {

    @Override
    public String kind() {
      return "correlation";
    }

    @Override
    public String description() {
      return key;
    }

    @Override
    public long support() {
      return 9;
    }

    @Override
    public double confidence() {
      return .9;
    }

    @Override
    public List<Signal> signals() {
      return List.of();
    }
  }

  @Test
  void everyMetricThatIsNamedIsExported() throws Exception {
    foretell(new Place("orders", "prod", null));
    try (RunningDaemon daemon =
        RunningDaemon.start(temp, yaml(), DashboardsTest::broken, InstantSource.system())) {
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
      daemon.awaitMetric("arm_daemon_notifications_total{channel=\"dead\",result=\"failed\"}");
      daemon.awaitMetric("arm_daemon_notify_time_seconds_bucket{channel=\"own\"");
      daemon.awaitMetric("arm_daemon_slo_polls_total{result=\"failed\"}");
      daemon.awaitMetric(
          "arm_daemon_prediction_probability{expected_service=\"orders\",what=\"Lag of orders"
              + " (prod)\"} 0.9");
      String scraped = daemon.get("/metrics").body();

      Set<String> exported =
          scraped
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.replaceAll("[{ ].*", ""))
              .collect(Collectors.toSet());
      // There only where memory is sure of something, as IdleRunnerTest has it.
      exported.add("arm_daemon_prediction_prevention");
      assertThat(exported).containsAll(named());
      assertThat(scraped)
          .containsPattern("arm_recall_time_seconds_bucket\\{[^}]*le=\"0.25\"")
          .contains("arm_daemon_alerts_total{result=\"turned_away\"} 0.0");
    }
  }

  private void foretell(Place place) {
    Instant now = Instant.now();
    try (LedgerStore ledgers = StoreUrl.openLedgers("sqlite:" + temp.resolve("memory.db"))) {
      new PredictionLog(ledgers.ledger(Tenant.DEFAULT))
          .note(
              List.of(
                  new Prediction(
                      new Signal("Lag", place).toString(),
                      now,
                      now.plus(Duration.ofHours(6)),
                      .9,
                      new Named("a", place))),
              now);
    }
  }

  private String yaml() {
    return """
    mode: page
    store: sqlite:%s
    slos: {prometheus: "http://127.0.0.1:1", files: ["%s"]}
    channels:
      - {name: own, kind: log}
      - {name: dead, kind: webhook, url: "http://127.0.0.1:1"}
    """
        .formatted(
            temp.resolve("memory.db"),
            EXAMPLES.resolve("team/checkout-availability.yaml").toAbsolutePath());
  }

  private static FunctionEmbeddingModel broken() {
    return FunctionEmbeddingModel.builder(
            "broken",
            2,
            texts -> {
              throw new UnavailableException("model", "the model is down");
            })
        .build();
  }

  private static Set<String> named() throws IOException {
    Set<String> named = new HashSet<>();
    for (String folder : List.of("rules", "dashboards", "slos")) {
      try (Stream<Path> files = Files.list(CHECKS.resolve(folder))) {
        for (Path file : files.toList()) {
          METRIC.matcher(Files.readString(file)).results().forEach(one -> named.add(one.group()));
        }
      }
    }
    assertThat(named).hasSizeGreaterThanOrEqualTo(12);
    return named;
  }

  @ParameterizedTest
  @ValueSource(strings = {"arm-daemon", "arm-memory"})
  void aDashboardIsOneThatGrafanaTakes(String name) throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(CHECKS.resolve("dashboards/" + name + ".json").toFile());

    assertThat(dashboard.path("uid").asText()).isEqualTo(name);
    List<Integer> ids =
        dashboard.path("panels").findValues("id").stream().map(JsonNode::asInt).toList();
    assertThat(ids).hasSizeGreaterThan(5).doesNotHaveDuplicates();
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      assertThat(panel.path("description").asText()).isNotBlank();
      for (JsonNode target : panel.path("targets")) {
        assertThat(target.path("expr").asText()).contains("$cluster");
      }
    }
  }
}
