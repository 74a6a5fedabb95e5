package io.runbookmemory.examples.remedy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.examples.remedy.cluster.ClusterConfig;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@EnableKubernetesMockClient(crud = true)
final class PodWatchTest {

  private static final Instant SEEN = Instant.parse("2026-03-01T12:00:00Z");

  // The extension sets it before each test.
  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  private final Ledger ledger = new ExactMemoryStore().ledger(Tenant.DEFAULT);
  private final ManualClock clock = new ManualClock(SEEN);
  private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final AlertSink sink =
      new AlertSink() {
        @Override
        public void firing(Alert alert) {
          told.add("firing " + alert.labels().get("alertname") + " " + alert.startsAt());
        }

        @Override
        public void resolved(Alert alert) {
          told.add("resolved " + alert.labels().get("alertname") + " " + alert.startsAt());
        }
      };

  /** Before its server, which waits ten seconds for what a watch has open. */
  @AfterEach
  void close() {
    client.close();
  }

  private PodWatch begin() {
    ClusterConfig config =
        new ClusterConfig(
            null, "eu", Set.of("shop"), 6, Duration.ofMinutes(15), List.of(), false, Map.of());
    return PodWatch.begin(new Cluster(client, config), sink, ledger, clock);
  }

  @Test
  void aCrashLoopIsOneTroubleUntilItsContainerWasReadyForFiveMinutes() throws Exception {
    client.resource(crashed()).create();
    try (PodWatch watch = begin()) {
      assertThat(next()).isEqualTo("firing ContainerCrashLoops " + SEEN);
      for (int crash = 0; crash < 3; crash++) {
        clock.advance(Duration.ofMinutes(4));
        watch.onUpdate(crashed(), running());
        clock.advance(Duration.ofMinutes(4));
        watch.onUpdate(running(), running(clock.instant().minus(Duration.ofMinutes(4))));
        watch.onUpdate(running(), crashed());
      }
      assertThat(told).isEmpty();

      Pod ready = running();
      client.resource(ready).update();
      clock.advance(Duration.ofMinutes(5).minusMillis(1));
      watch.onUpdate(crashed(), ready);
      assertThat(told).isEmpty();
      clock.advance(Duration.ofMillis(1));
      while (told.isEmpty()) { // Until the change has come from the server.
        watch.look();
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertThat(next()).isEqualTo("resolved ContainerCrashLoops " + SEEN);

      watch.onUpdate(ready, crashed());
      assertThat(next()).isEqualTo("firing ContainerCrashLoops " + clock.instant());
    }
  }

  @Test
  void theNextProcessKnowsWhatWentOnAndEndsWhatEndedMeanwhile() throws Exception {
    Pod pod = client.resource(crashed()).create();
    try (PodWatch watch = begin()) {
      assertThat(next()).isEqualTo("firing ContainerCrashLoops " + SEEN);
      assertThat(watch.isRunning()).isTrue();
    }
    clock.advance(Duration.ofMinutes(20));
    try (PodWatch watch = begin()) {
      assertThat(next()).isEqualTo("firing ContainerCrashLoops " + SEEN);
      assertThat(watch.isRunning()).isTrue();
    }
    client.resource(pod).delete();
    try (PodWatch watch = begin()) {
      assertThat(next()).isEqualTo("firing ContainerCrashLoops " + SEEN);
      assertThat(next()).isEqualTo("resolved ContainerCrashLoops " + SEEN);
      assertThat(watch.isRunning()).isTrue();
    }
    clock.advance(Duration.ofHours(2));
    try (PodWatch watch = begin()) {
      assertThat(watch.isRunning()).isTrue();
      assertThat(told).isEmpty();
    }
  }

  @Test
  void severalThatWatchTheSameTellOneBeginning() throws Exception {
    client.resource(crashed()).create();
    try (PodWatch first = begin()) {
      assertThat(next()).isEqualTo("firing ContainerCrashLoops " + SEEN);
      clock.advance(Duration.ofSeconds(3));
      try (PodWatch second = begin()) {
        assertThat(next()).isEqualTo("firing ContainerCrashLoops " + SEEN);
        assertThat(first.isRunning() && second.isRunning()).isTrue();
      }
    }
  }

  private String next() throws InterruptedException {
    return String.valueOf(told.poll(30, TimeUnit.SECONDS));
  }

  private Pod running() {
    return running(clock.instant());
  }

  private static Pod running(Instant since) {
    return pod(
        new ContainerStateBuilder().withNewRunning().withStartedAt(since.toString()).endRunning(),
        true);
  }

  private static Pod crashed() {
    return pod(
        new ContainerStateBuilder().withNewWaiting().withReason("CrashLoopBackOff").endWaiting(),
        false);
  }

  private static Pod pod(ContainerStateBuilder state, boolean ready) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("api-1")
        .withNamespace("shop")
        .addToLabels("app", "api")
        .endMetadata()
        .withNewStatus()
        .withStartTime("2026-03-01T10:00:00Z")
        .addNewContainerStatus()
        .withName("main")
        .withReady(ready)
        .withState(state.build())
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
