package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.runbookmemory.examples.remedy.action.CloseBreaker;
import io.runbookmemory.examples.remedy.action.Remedies;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Steps of a plan that remedies answer, over a daemon's API, and a remedy of the team's own. */
@Timeout(120)
@EnableKubernetesMockClient(crud = true, https = false)
class RemedyDaemonTest {

  private static final String ACCESS =
      """
      access:
        tokens:
          - {name: rosa, role: responder, token: rosa-0123456789abcdef}
          - {name: ada, role: admin, token: ada-0123456789abcdef}
      """;

  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  @TempDir Path temp;
  private RunningDaemon daemon;
  private String run;
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final AtomicBoolean breaker = new AtomicBoolean(true);

  @BeforeEach
  void start() throws IOException {
    FakePods.remember(
        temp.resolve("memory.db"),
        "config_map_drift {\"namespace\":\"checkout\",\"config_map\":\"flags\",\"sha256\":{}}",
        "scale_up {\"namespace\":\"checkout\",\"deployment\":\"api\",\"replicas\":2,\"memory\":\""
            + FakePods.RUNBOOK
            + "\"}",
        "undo_rollout {\"namespace\":\"checkout\",\"deployment\":\"api\",\"to\":1}",
        "close_breaker {\"breaker\":\"payments\"}");
    Files.writeString(
        temp.resolve("remedy.yaml"),
        "version: 1\nkubernetes: {cluster: eu, namespaces: [checkout], maxReplicas: 4,"
            + " scaleDownAfter: 1s}\n");
    String yaml = "store: \"sqlite:" + temp.resolve("memory.db") + "\"\n" + ACCESS;
    String master = System.setProperty("kubernetes.master", client.getMasterUrl().toString());
    try {
      daemon =
          RunningDaemon.withRemedies(
              temp, yaml, room -> List.of(Remedies.tool(new CloseBreaker(breaker), room)));
    } finally {
      if (master == null) {
        System.clearProperty("kubernetes.master");
      } else {
        System.setProperty("kubernetes.master", master);
      }
    }
    String incident =
        as("rosa")
            .post("/incidents", "{\"title\":\"Pool exhausted\",\"service\":\"checkout\"}")
            .path("id")
            .asText();
    run =
        as("rosa")
            .post(
                "/incidents/" + incident + "/runs",
                "{\"text\":\"Pool exhausted of checkout\",\"service\":\"checkout\"}")
            .path("id")
            .asText();
  }

  @AfterEach
  void stop() {
    if (running.getAndSet(false)) {
      daemon.close();
    }
  }

  private ApiClient as(String name) {
    return new ApiClient(daemon, "Authorization", "Bearer " + name + "-0123456789abcdef");
  }

  private JsonNode called(String name, int step, String what) {
    return as(name)
        .post("/runs/" + run + "/steps/" + step + "/" + what, "{}")
        .path("steps")
        .get(step - 1);
  }

  /** A deployment whose every replica is available at once. */
  private void deployment() {
    client
        .resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withName("api")
                .withNamespace("checkout")
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .endSpec()
                .withNewStatus()
                .withObservedGeneration(Long.MAX_VALUE)
                .withAvailableReplicas(4)
                .endStatus()
                .build())
        .create();
  }

  private @Nullable Integer replicas() {
    Deployment live = client.apps().deployments().inNamespace("checkout").withName("api").get();
    return live.getSpec().getReplicas();
  }

  @Test
  void whatCanBeUndoneIsDoneForAResponderLearnedAndPutBackByTheDaemon()
      throws InterruptedException {
    deployment();
    JsonNode done = called("rosa", FakePods.SCALE, "call");
    assertThat(done.at("/results/0/state").asText()).as(done.toString()).isEqualTo("succeeded");
    assertThat(done.at("/results/0/words").asText()).contains("scale from 1 to 2 replicas");
    for (int i = 0; i < 600 && !Integer.valueOf(1).equals(replicas()); i++) {
      Thread.sleep(50);
    }
    assertThat(replicas()).isEqualTo(1);
    stop();
    assertThat(outcomes()).isEqualTo(1);
  }

  /** Returns how often what the runbook recommended is known to have helped. */
  private long outcomes() {
    try (SqliteMemoryStore open = SqliteMemoryStore.open(temp.resolve("memory.db"))) {
      return open.reader(Tenant.DEFAULT)
          .usage(List.of(FakePods.RUNBOOK))
          .getOrDefault(FakePods.RUNBOOK, Usage.NONE)
          .successes();
    }
  }

  @Test
  void whatDestroysWaitsForAnAdminAndSaysWhatTheClusterLacks() {
    JsonNode asked = called("rosa", FakePods.RESTART, "call");
    assertThat(asked.at("/waits/by").asText()).isEqualTo("rosa");
    assertThat(called("ada", FakePods.RESTART, "approval").at("/approved/by").asText())
        .isEqualTo("ada");
    JsonNode ran = called("rosa", FakePods.RESTART, "call");
    assertThat(ran.at("/results").toString()).contains("no deployment eu/checkout/api");
  }

  @Test
  void aRemedyOfTheTeamSOwnIsCalledAsThoseThatAreShipped() {
    JsonNode looked = called("rosa", 4, "preview");
    assertThat(looked.at("/results/0/words").asText()).contains("payments is open");
    assertThat(breaker).isTrue();
    JsonNode done = called("rosa", 4, "call");
    assertThat(done.at("/results/1/words").asText()).contains("close payments");
    assertThat(breaker).isFalse();
  }

  @Test
  void thePageShowsTheCodeThatRan() throws IOException {
    String page = Files.readString(Path.of("../docs/remediation.md"));
    String here =
        Files.readString(
            Path.of("src/test/java/io/runbookmemory/examples/daemon/RemedyDaemonTest.java"));
    Path own = Path.of("src/test/java/io/runbookmemory/examples/remedy/action/CloseBreaker.java");
    String ran = Files.readString(own).split("// region own\n", 2)[1].split("// endregion", 2)[0];
    assertThat(words(shown(page, "own` of CloseBreaker"))).isEqualTo(words(ran));
    assertThat(here.replaceAll("\\s", ""))
        .contains(shown(page, "start` of RemedyDaemonTest").replaceAll("\\s", ""));
  }

  private static String shown(String page, String region) {
    return page.split("`" + region, 2)[1].split("```java\n", 2)[1].split("```", 2)[0];
  }

  private static List<String> words(String code) {
    return code.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
