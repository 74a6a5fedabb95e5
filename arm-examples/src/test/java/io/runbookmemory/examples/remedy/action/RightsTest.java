package io.runbookmemory.examples.remedy.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.server.mock.OutputStreamMessage;
import io.fabric8.kubernetes.client.server.mock.StatusStreamMessage;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.connectors.yaml.YamlJson;
import io.runbookmemory.examples.remedy.watch.AlertSink;
import io.runbookmemory.examples.remedy.watch.PodWatch;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the API server, held to the rights that docs/remediation.md names. */
@Timeout(180)
@EnableKubernetesMockClient(crud = true)
final class RightsTest {

  private static final String AGENT = "the-remedies";

  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  @SuppressWarnings("NullAway.Init")
  KubernetesMockServer server;

  @TempDir Path folder;

  private static ObjectMeta named(String name) {
    return new ObjectMetaBuilder().withName(name).withNamespace("shop").build();
  }

  private Pod pod() {
    return new PodBuilder()
        .withMetadata(named("api-1"))
        .editMetadata()
        .addNewOwnerReference()
        .withKind("ReplicaSet")
        .withName("api")
        .withUid("uid")
        .withController(true)
        .endOwnerReference()
        .endMetadata()
        .withSpec(RemedyShop.template("api:2").getSpec())
        .editSpec()
        .withNodeName("n1")
        .endSpec()
        .build();
  }

  private void custom(String version, String kind) {
    GenericKubernetesResource one = new GenericKubernetesResource();
    one.setApiVersion(version);
    one.setKind(kind);
    one.setMetadata(named("it"));
    RemedyShop.custom(client, one).create();
  }

  private void furnish(RemedyShop shop) {
    shop.revisionBefore(shop.deployment(1, "api:2"), "api:1");
    client.resource(pod()).create();
    client
        .resource(new ConfigMapBuilder().withMetadata(named("it")).addToData("on", "on").build())
        .create();
    custom("external-secrets.io/v1", "ExternalSecret");
    custom("argoproj.io/v1alpha1", "Application");
    String exec = "/api/v1/namespaces/shop/pods/api-1/exec?command=";
    String streams = "&container=api&stdout=true&stderr=true";
    String find =
        "find&command=%2Ftmp&command=-xdev&command=-mindepth&command=1&command=-type&command=f"
            + "&command=-mmin&command=%2B60&command=-delete";
    for (String command : List.of("df&command=-P&command=%2Ftmp", find)) {
      server
          .expect()
          .get()
          .withPath(exec + command + streams)
          .andUpgradeToWebSocket()
          .open(new OutputStreamMessage("/dev/a 9 8 1 90% /tmp\n"), new StatusStreamMessage(0))
          .done()
          .always();
    }
  }

  private static void done(RemedyShop shop, String tool, String... fields) {
    String arguments =
        Arrays.stream(fields)
            .map(one -> "\"" + one.replaceFirst(":", "\":"))
            .reduce("{\"namespace\":\"shop\"", (all, one) -> all + "," + one);
    assertThat(shop.agreed(tool, arguments + "}")).as(tool).asString().startsWith("Succeeded[");
  }

  @Test
  void nothingIsAskedForThatThePageDoesNotGrantAndNothingIsGrantedUnasked()
      throws IOException, InterruptedException {
    Map<String, Set<String>> granted = granted();
    try (KubernetesClient ours = marked();
        RemedyShop shop = new RemedyShop(ours, folder)) {
      furnish(shop);
      asked();
      // Most help nobody here: what waits for them looks seldom.
      shop.meanwhile = () -> shop.clock.advance(Duration.ofSeconds(90));
      done(shop, "scale_up", "deployment:\"api\"", "replicas:2");
      shop.clock.advance(Duration.ofMinutes(20));
      assertThat(shop.later("two").runDue(shop.cluster)).hasSize(1);
      done(shop, "undo_rollout", "deployment:\"api\"", "to:1");
      done(shop, "turn_flag_off", "config_map:\"it\"", "key:\"on\"");
      done(shop, "refresh_secret", "name:\"it\"");
      done(shop, "retry_sync", "application:\"it\"");
      done(shop, "clear_temporary_files", "pod:\"api-1\"", "path:\"/tmp\"");
      done(shop, "config_map_drift", "config_map:\"it\"", "sha256:{}");
      shop.agreed("helm_drift", "{\"namespace\":\"shop\",\"release\":\"none\"}");
      done(shop, "restart_pod", "pod:\"api-1\"");
      watched(shop);
      Set<String> asked = asked();
      // From release 1.35 on Kubernetes asks for this right too where a line becomes a WebSocket.
      asked.add("/pods/exec create");
      assertThat(asked).isEqualTo(granted.get("Role"));

      drained(shop);
      assertThat(asked()).isEqualTo(granted.get("ClusterRole"));
    }
  }

  /** A client whose requests are told from those of this test. */
  private KubernetesClient marked() {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(client.getConfiguration()).withUserAgent(AGENT).build())
        .build();
  }

  private void drained(RemedyShop shop) {
    client
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName("n1")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build())
        .create();
    server
        .expect()
        .get()
        .withPath("/api/v1/pods?fieldSelector=spec.nodeName%3Dn1")
        .andReturn(200, new PodListBuilder().addToItems(pod()).build())
        .always();
    String eviction = "/api/v1/namespaces/shop/pods/api-1/eviction";
    server.expect().post().withPath(eviction).andReturn(201, "{}").once();
    assertThat(shop.agreed("drain_node", "{\"node\":\"n1\"}")).asString().startsWith("Succeeded[");
  }

  private void watched(RemedyShop shop) throws InterruptedException {
    LinkedBlockingQueue<Alert> told = new LinkedBlockingQueue<>();
    AlertSink sink =
        new AlertSink() {
          @Override
          public void firing(Alert alert) {
            told.add(alert);
          }

          @Override
          public void resolved(Alert alert) {}
        };
    Ledger ledger = new ExactMemoryStore().ledger(Tenant.DEFAULT);
    try (PodWatch watch = PodWatch.begin(shop.cluster, sink, ledger, InstantSource.system())) {
      assertThat(watch.isRunning()).isTrue();
      client
          .resource(
              new PodBuilder(pod())
                  .editMetadata()
                  .withName("api-9")
                  .endMetadata()
                  .withNewStatus()
                  .addNewCondition()
                  .withType("PodScheduled")
                  .withStatus("False")
                  .withReason("Unschedulable")
                  .endCondition()
                  .endStatus()
                  .build())
          .create();
      assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull();
    }
  }

  /** Returns the rights that the page has, by kind of role. */
  private Map<String, Set<String>> granted() throws IOException {
    String page = Files.readString(Path.of("../docs/remediation.md"));
    String yaml = page.split("## Rights", 2)[1].split("```yaml", 2)[1].split("```", 2)[0];
    Path file = Files.writeString(folder.resolve("rights.yaml"), yaml);
    Map<String, Set<String>> granted = new HashMap<>();
    for (var document : YamlFile.documents(file)) {
      JsonNode role = Output.parse(YamlJson.object(document));
      Set<String> rights =
          granted.computeIfAbsent(role.path("kind").asText(), k -> new TreeSet<>());
      for (JsonNode rule : role.path("rules")) {
        for (JsonNode resource : rule.path("resources")) {
          for (JsonNode verb : rule.path("verbs")) {
            rights.add(
                rule.at("/apiGroups/0").asText() + "/" + resource.asText() + " " + verb.asText());
          }
        }
      }
    }
    return granted;
  }

  /** Returns the rights that were needed since the last look. */
  private Set<String> asked() throws InterruptedException {
    Set<String> rights = new TreeSet<>();
    for (@Nullable RecordedRequest one = server.takeRequest(200, TimeUnit.MILLISECONDS);
        one != null;
        one = server.takeRequest(200, TimeUnit.MILLISECONDS)) {
      if (AGENT.equals(one.getHeader("User-Agent"))) {
        rights.add(right(one.getMethod(), one.getPath()));
      }
    }
    return rights;
  }

  private static String right(String method, String path) {
    String[] halves = path.split("\\?", 2);
    List<String> parts = new ArrayList<>(List.of(halves[0].substring(1).split("/")));
    String group = parts.removeFirst().equals("apis") ? parts.removeFirst() : "";
    parts.removeFirst();
    if (parts.getFirst().equals("namespaces") && parts.size() > 2) {
      parts.subList(0, 2).clear();
    }
    boolean one = parts.size() > 1;
    String sub = parts.size() > 2 ? "/" + parts.get(2) : "";
    String verb =
        switch (method) {
          case "GET" -> {
            boolean watch = halves.length > 1 && halves[1].contains("watch=true");
            yield one ? "get" : watch ? "watch" : "list";
          }
          case "POST" -> "create";
          case "PUT" -> "update";
          case "DELETE" -> "delete";
          default -> method;
        };
    return group + "/" + parts.getFirst() + sub + " " + verb;
  }
}
