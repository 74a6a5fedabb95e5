package io.runbookmemory.examples.remedy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateTerminatedBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnableKubernetesMockClient(crud = true)
final class PodTroublesTest {

  // The extension sets them before each test.
  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  @Test
  void twoPodsOfAServiceThatLoopAreToldOnceAndAreOverWhenBothAreGone() throws InterruptedException {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    AlertSink sink =
        new AlertSink() {
          @Override
          public void firing(Alert alert) {
            told.add("firing " + alert.labels().get("alertname"));
          }

          @Override
          public void resolved(Alert alert) {
            told.add("resolved " + alert.labels().get("alertname"));
          }
        };
    Pod one = client.resource(waiting("api-1", "CrashLoopBackOff")).create();
    Pod two = client.resource(waiting("api-2", "CrashLoopBackOff")).create();
    Ledger ledger = new ExactMemoryStore().ledger(Tenant.DEFAULT);
    try (PodWatch watch =
        PodWatch.begin(new Cluster(client, config()), sink, ledger, InstantSource.system())) {
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("firing ContainerCrashLoops");
      watch.onUpdate(one, one);
      client.resource(one).delete();
      client.resource(two).delete();
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("resolved ContainerCrashLoops");
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aPodSTroubleIsAnAlertOfAStandardCheckWithItsPlace() {
    assertThat(PodTroubles.of("eu", waiting("api-1", "ErrImagePull")).getFirst().labels())
        .containsEntry("alertname", "ImagePullFails")
        .containsEntry("reason", "ImagePullBackOff")
        .containsEntry("cluster", "eu")
        .containsEntry("namespace", "shop")
        .containsEntry("service", "api");
    assertThat(PodTroubles.of("eu", waiting("api-1", "ContainerCreating"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CrashLoopBackOff, ContainerCrashLoops, critical",
    "ImagePullBackOff, ImagePullFails, warning",
    "InvalidImageName, ImagePullFails, warning"
  })
  void eachReasonToWaitIsTheAlertOfACheckWithARunbook(
      String reason, String alert, String severity) {
    assertThat(PodTroubles.of("eu", waiting("api-1", reason)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.labels())
                  .containsEntry("alertname", alert)
                  .containsEntry("severity", severity)
                  .containsEntry("container", "main");
              assertThat(one.startsAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
            });
    assertThat(runbooks()).contains("[" + alert + "]");
  }

  @Test
  void anOomKillIsToldNowAndAfterTheRestartUntilTheContainerIsReadyAgain() {
    ContainerStateTerminated killed =
        new ContainerStateTerminatedBuilder()
            .withReason("OOMKilled")
            .withFinishedAt("2026-03-01T11:00:00Z")
            .build();
    Pod dead = with(state -> state.withNewState().withTerminated(killed).endState(), false);
    Pod again =
        with(state -> state.withNewLastState().withTerminated(killed).endLastState(), false);
    Pod ready = with(state -> state.withNewLastState().withTerminated(killed).endLastState(), true);
    for (Pod pod : List.of(dead, again)) {
      assertThat(PodTroubles.of("eu", pod))
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.labels())
                    .containsEntry("alertname", "ContainerOutOfMemory")
                    .containsEntry("reason", "OOMKilled");
                assertThat(one.startsAt()).isEqualTo(Instant.parse("2026-03-01T11:00:00Z"));
              });
    }
    assertThat(PodTroubles.of("eu", ready)).isEmpty();
    assertThat(runbooks()).contains("[ContainerOutOfMemory]");
  }

  @Test
  void aPodThatNoNodeTakesIsToldWithoutAContainer() {
    Pod pod =
        new PodBuilder(waiting("api-1", "ContainerCreating"))
            .editStatus()
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withReason("Unschedulable")
            .withLastTransitionTime("2026-03-01T12:00:00Z")
            .endCondition()
            .endStatus()
            .build();
    assertThat(PodTroubles.of("eu", pod))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.labels())
                    .containsEntry("alertname", "PodUnschedulable")
                    .containsEntry("reason", "FailedScheduling")
                    .doesNotContainKey("container"));
    assertThat(runbooks()).contains("[PodUnschedulable]");
  }

  /** The alerts that the standard checks have a runbook for. */
  private static String runbooks() {
    StringBuilder all = new StringBuilder();
    Path folder = Path.of("src/main/resources/io/runbookmemory/examples/checks/runbooks");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.readString(file)
            .lines()
            .filter(line -> line.startsWith("alerts:"))
            .forEach(all::append);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString();
  }

  private static Pod with(UnaryOperator<ContainerStatusBuilder> status, boolean ready) {
    ContainerStatusBuilder one =
        new ContainerStatusBuilder().withName("main").withReady(ready).withRestartCount(1);
    return new PodBuilder(waiting("api-1", "ContainerCreating"))
        .editStatus()
        .withContainerStatuses(status.apply(one).build())
        .endStatus()
        .build();
  }

  private static ClusterConfig config() {
    return new ClusterConfig(
        null, "eu", Set.of("shop"), 6, Duration.ofMinutes(15), List.of(), false, Map.of());
  }

  private static Pod waiting(String name, String reason) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("shop")
        .addToLabels("app", "api")
        .endMetadata()
        .withNewStatus()
        .withStartTime("2026-03-01T10:00:00Z")
        .addNewContainerStatus()
        .withName("main")
        .withReady(false)
        .withNewState()
        .withNewWaiting()
        .withReason(reason)
        .endWaiting()
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
