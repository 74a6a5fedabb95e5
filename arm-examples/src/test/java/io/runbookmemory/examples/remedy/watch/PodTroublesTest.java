package io.runbookmemory.examples.remedy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.examples.remedy.cluster.ClusterConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
final class PodTroublesTest {

  // The extension sets them before each test.
  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  @Test
  void two_pods_of_a_service_that_loop_are_told_once_and_are_over_when_both_are_gone()
      throws InterruptedException {
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
    try (PodWatch watch = PodWatch.begin(new Cluster(client, config()), sink)) {
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("firing ContainerCrashLoops");
      watch.onUpdate(one, one);
      client.resource(one).delete();
      client.resource(two).delete();
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("resolved ContainerCrashLoops");
    }
    assertThat(told).isEmpty();
  }

  @Test
  void a_pod_s_trouble_is_an_alert_of_a_standard_check_with_its_place() {
    assertThat(PodTroubles.of("eu", waiting("api-1", "ErrImagePull")).getFirst().labels())
        .containsEntry("alertname", "ImagePullFails")
        .containsEntry("reason", "ImagePullBackOff")
        .containsEntry("cluster", "eu")
        .containsEntry("namespace", "shop")
        .containsEntry("service", "api");
    assertThat(PodTroubles.of("eu", waiting("api-1", "ContainerCreating"))).isEmpty();
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
