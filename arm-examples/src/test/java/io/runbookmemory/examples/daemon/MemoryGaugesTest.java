package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told on /metrics of what memory keeps. */
@Timeout(120)
class MemoryGaugesTest {

  @TempDir Path temp;

  private String store() {
    return "store: \"sqlite:" + temp.resolve("memory.db") + "\"\n";
  }

  private static double value(RunningDaemon daemon, String series) {
    return daemon
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + series));
  }

  @Test
  void memoriesAreCountedByTypeAndStatusAndTheStoreIsMeasured() throws Exception {
    FakePods.remember(temp.resolve("memory.db"));
    try (RunningDaemon daemon = RunningDaemon.start(temp, store())) {
      daemon.awaitMetric("arm_daemon_memories{status=\"active\",type=\"procedural\"} 1.0");
      assertThat(value(daemon, "arm_daemon_memories{status=\"draft\",type=\"episodic\"}")).isZero();
      assertThat(value(daemon, "arm_daemon_drafts")).isZero();
      assertThat(value(daemon, "arm_daemon_store_bytes")).isGreaterThan(1_000);
      assertThat(value(daemon, "arm_daemon_spool")).isZero();
      assertThat(value(daemon, "arm_daemon_replica_lag_seconds")).isNaN();
    }
  }

  @Test
  void whetherAQuestionsVectorWasThereIsCountedAlsoAfterAReload() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.start(temp, store())) {
      ApiClient api = new ApiClient(daemon);
      for (int i = 0; i < 3; i++) {
        api.post("/query", "{\"text\":\"the pool is exhausted\"}");
      }
      assertThat(value(daemon, "arm_daemon_embeddings_total{result=\"miss\"}")).isOne();
      assertThat(value(daemon, "arm_daemon_embeddings_total{result=\"hit\"}")).isEqualTo(2);
      assertThat(daemon.post("/-/reload", "{}").statusCode()).isEqualTo(200);
      api.post("/query", "{\"text\":\"the pool is exhausted\"}");
      assertThat(value(daemon, "arm_daemon_embeddings_total{result=\"miss\"}")).isEqualTo(2);
      assertThat(value(daemon, "arm_daemon_embeddings_total{result=\"hit\"}")).isEqualTo(2);
    }
  }

  @Test
  void withoutMemoryNothingIsSaidOfIt() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.start(temp, store() + "memory: {enabled: false}\n")) {
      daemon.awaitMetric("arm_daemon_store_bytes");
      assertThat(daemon.get("/metrics").body()).doesNotContain("arm_daemon_memories{");
      assertThat(value(daemon, "arm_daemon_drafts")).isNaN();
    }
  }
}
