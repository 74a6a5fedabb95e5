package io.runbookmemory.examples.daemon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.prometheus.PrometheusClient;
import io.runbookmemory.examples.daemon.FakePrometheus;
import io.runbookmemory.journal.deploy.Change;
import io.runbookmemory.journal.deploy.DeploymentLog;
import io.runbookmemory.journal.deploy.WatchNote;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long and how often Prometheus is asked what moved. */
class MovedMetricsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant OUT = NOW.minus(Duration.ofHours(1));

  private final CountDownLatch over = new CountDownLatch(1);
  private final FakePrometheus prometheus = FakePrometheus.start(this::value);
  private volatile String hangs = "nothing";

  @AfterEach
  void stop() {
    over.countDown();
    prometheus.close();
  }

  /** Every metric rises at the deployment, and one gives no answer. */
  private @Nullable Long value(String query, long at) {
    if (query.contains(hangs)) {
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return at >= OUT.getEpochSecond() ? 90 : at / 60 % 5;
  }

  private static WatchNote note(String words) {
    Scope scope = Scope.of(Tenant.DEFAULT).withService("shop");
    Deployment out = new Deployment("v2", List.of(), "", List.of(words));
    Memory memory = DeploymentLog.memory(scope, out, OUT, "run 1");
    return new WatchNote(new Change(memory, out, 0), words, NOW.plusSeconds(3600));
  }

  private static List<String> names(List<MovedMetrics.Moved> moved) {
    return moved.stream().map(one -> one.watched().metric()).toList();
  }

  private MovedMetrics metrics(Duration patience) {
    return new MovedMetrics(
        new PrometheusClient(Endpoint.builder(prometheus.address()).allowPlainHttp().build()),
        patience);
  }

  @Test
  void theTimeOfALookIsOneForAllItsQuestionsAndTheNextGoesOnBehindIt() {
    hangs = "b_stuck";
    MovedMetrics metrics = metrics(Duration.ofSeconds(2));
    List<WatchNote> watched = List.of(note("a_first, b_stuck, c_third, d_fourth"));

    assertThat(names(metrics.look(watched, NOW, () -> false))).containsExactly("a_first");
    assertThat(prometheus.asked())
        .containsExactly("avg(a_first{service=\"shop\"})", "avg(b_stuck{service=\"shop\"})");

    hangs = "nothing";
    assertThat(names(metrics.look(watched, NOW.plusSeconds(60), () -> false)))
        .containsExactly("a_first", "c_third", "d_fourth", "b_stuck");
  }

  @Test
  void whoIsToldToStopAsksNoMoreAndGoesOnLater() {
    MovedMetrics metrics = metrics(Duration.ofMinutes(1));
    List<WatchNote> watched = List.of(note("a_first, b_second"), note("c_third"));
    BooleanSupplier afterTheFirst = () -> !prometheus.asked().isEmpty();

    assertThat(names(metrics.look(watched, NOW, afterTheFirst))).containsExactly("a_first");
    assertThat(prometheus.asked()).hasSize(1);
    assertThat(metrics.look(watched, NOW, () -> true)).as("what moved is told still").hasSize(1);
    assertThat(metrics.look(watched, NOW.plusSeconds(60), () -> false)).hasSize(3);
    assertThat(prometheus.asked()).hasSize(3);
  }
}
