package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.daemon.config.DaemonConfig;
import io.runbookmemory.examples.daemon.inbox.AlertStatus;
import io.runbookmemory.examples.daemon.inbox.Report;
import io.runbookmemory.examples.daemon.memory.Stores;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitingTest {

  private static Report report(String name) {
    Instant at = Instant.parse("2026-03-01T03:00:00Z");
    return new Report(new Alert(Map.of("alertname", name), Map.of(), at), AlertStatus.FIRING, null);
  }

  @Test
  void whatAnEarlierProcessLeftIsCountedBeforeAnythingIsTaken() {
    DaemonConfig config = DaemonConfig.DEFAULT.on("memory:");
    InstantSource clock = InstantSource.system();
    try (Stores stores = Stores.open(config, FakeEmbeddingModel::new)) {
      Workers.Inboxes earlier = Workers.Inboxes.of(config, stores, clock);
      assertThat(earlier.waiting()).isZero();
      var unused = earlier.intake().take(List.of(report("One"), report("Two")), 10);

      assertThat(Workers.Inboxes.of(config, stores, clock).waiting()).isEqualTo(2);
    }
  }
}
