package io.runbookmemory.examples.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.examples.remedy.cluster.ClusterConfig;
import io.runbookmemory.examples.remedy.watch.AlertSink;
import io.runbookmemory.examples.remedy.watch.PodWatch;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@EnableKubernetesMockClient(crud = true)
final class WatchCommandTest {

  // The extension sets it before each test.
  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  @Test
  void aDatabaseThatIsDownEndsNothingAndTheEndOfTheWatchIsSaid() {
    AlertSink nobody =
        new AlertSink() {
          @Override
          public void firing(Alert alert) {}

          @Override
          public void resolved(Alert alert) {}
        };
    ClusterConfig config =
        new ClusterConfig(
            null, "eu", Set.of("shop"), 6, Duration.ofMinutes(15), List.of(), false, Map.of());
    List<String> said = new ArrayList<>();
    PodWatch watch =
        PodWatch.begin(
            new Cluster(client, config),
            nobody,
            new ExactMemoryStore().ledger(Tenant.DEFAULT),
            InstantSource.system());
    List<String> looks = new ArrayList<>();
    WatchCommand.follow(
        watch,
        () -> {
          looks.add("look");
          if (looks.size() == 1) {
            throw new UnavailableException("db", "the database is down");
          }
          watch.close();
        },
        said::add,
        length -> {});

    assertThat(looks).hasSize(2);
    assertThat(said).hasSize(2);
    assertThat(said.getFirst()).contains("the database is down");
    assertThat(said.getLast()).contains("cannot be watched any more");
  }
}
