package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is old in the journal of incidents is ended by the daemon that works. */
@Timeout(120)
class JournalEndsTest {

  @TempDir Path temp;

  private Instant now = Instant.parse("2026-03-02T03:00:00Z");

  private RunningDaemon daemon() {
    return RunningDaemon.start(
        temp,
        "store: \"sqlite:"
            + temp.resolve("memory.db")
            + "\"\nqueue: {incidents: 90d}\nanalysis: {enabled: false}\n",
        FakeEmbeddingModel::new,
        () -> now);
  }

  private int earlyEnds() {
    try (SqliteMemoryStore store = SqliteMemoryStore.open(temp.resolve("memory.db"))) {
      return store
          .ledger(Tenant.DEFAULT)
          .read(EntryFilter.of(new LedgerStream("early-ends")), 0, 9)
          .size();
    }
  }

  @Test
  void incidentsThatWereOverForLongAndEndsWithoutABeginningGo() throws Exception {
    try (RunningDaemon daemon = daemon()) {
      daemon.alerts(AlertPost.resolved("NeverBegan", "login", "critical"));
      daemon.alerts(AlertPost.firing("Slow", "checkout", "critical"));
      daemon.awaitMetric("arm_daemon_handled_total{treatment=\"notified\"} 1.0");
      daemon.alerts(AlertPost.resolved("Slow", "checkout", "critical"));
      daemon.awaitMetric("arm_daemon_handled_total{treatment=\"ended\"} 2.0");
    }
    assertThat(earlyEnds()).isOne();
    now = now.plus(Duration.ofDays(60));
    try (RunningDaemon daemon = daemon()) {
      daemon.alerts(AlertPost.resolved("Late", "cart", "critical"));
      daemon.awaitMetric("arm_daemon_handled_total{treatment=\"ended\"} 1.0");
      assertThat(new ApiClient(daemon).get("/incidents").path("items")).hasSize(1);
    }
    assertThat(earlyEnds()).isEqualTo(2);
    now = now.plus(Duration.ofDays(40));
    try (RunningDaemon daemon = daemon()) {
      daemon.alerts(AlertPost.firing("Full", "disk", "critical"));
      daemon.awaitMetric("arm_daemon_handled_total{treatment=\"notified\"} 1.0");
      assertThat(new ApiClient(daemon).get("/incidents").path("items"))
          .extracting(one -> one.path("service").asText())
          .containsExactly("disk");
    }
    assertThat(earlyEnds()).isZero();
  }
}
