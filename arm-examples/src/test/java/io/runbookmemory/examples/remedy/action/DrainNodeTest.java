package io.runbookmemory.examples.remedy.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.runbookmemory.examples.remedy.turn.Priority;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that is emptied: what goes, what stays, and what does not let go. */
@EnableKubernetesMockClient(crud = true)
final class DrainNodeTest {

  private static final String ASKED = "{\"node\":\"n1\"}";

  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  @SuppressWarnings("NullAway.Init")
  KubernetesMockServer server;

  private final List<Pod> live = new CopyOnWriteArrayList<>();

  @TempDir Path folder;
  private RemedyShop shop;

  @BeforeEach
  void open() {
    shop = new RemedyShop(client, folder);
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
    // The server's memory of objects knows no selector of a node's pods.
    server
        .expect()
        .get()
        .withPath("/api/v1/pods?fieldSelector=spec.nodeName%3Dn1")
        .andReply(200, request -> new PodListBuilder().addAllToItems(live).build())
        .always();
    pod("api-1", "ReplicaSet", "n1");
    pod("log-1", "DaemonSet", "n1");
    pod("api-2", "ReplicaSet", "n2");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private void pod(String name, String controller, String node) {
    live.add(
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace("shop")
            .withUid(name + " on " + node)
            .addNewOwnerReference()
            .withKind(controller)
            .withName(name + "-owner")
            .withUid(name + "-uid")
            .withController(!controller.isEmpty())
            .endOwnerReference()
            .endMetadata()
            .withNewSpec()
            .withNodeName(node)
            .endSpec()
            .build());
  }

  private Node node() {
    return client.nodes().withName("n1").get();
  }

  private void evictions(String pod, int code) {
    server
        .expect()
        .post()
        .withPath("/api/v1/namespaces/shop/pods/" + pod + "/eviction")
        .andReturn(code, "{}")
        .once();
  }

  /** Does what the kubelet would. */
  private void gone(String pod) {
    live.removeIf(one -> one.getMetadata().getName().equals(pod));
  }

  @Test
  void itsPodsGoButThoseOfDaemonSetsAndOfOtherNodesStay() {
    evictions("api-1", 201);
    shop.meanwhile = () -> gone("api-1");
    assertThat(shop.agreed("drain_node", ASKED))
        .asString()
        .contains("\"helped\":true", "cordon n1", "evict shop/api-1", "has 1 pods to evict")
        .doesNotContain("log-1", "api-2");
    assertThat(node().getSpec().getUnschedulable()).isTrue();
    assertThat(shop.lessons).extracting(Lesson::effect).containsExactly(Effect.MITIGATED);
    assertThat(shop.lessons.getFirst().place()).isEqualTo(new Lesson.Place("eu", "", "n1"));
  }

  @Test
  void whatADisruptionBudgetHoldsBackGoesAsSoonAsItMay() {
    evictions("api-1", 429);
    evictions("api-1", 429);
    evictions("api-1", 201);
    Instant before = shop.clock.instant();
    shop.meanwhile =
        () -> {
          if (shop.clock.instant().isAfter(before.plusSeconds(20))) {
            gone("api-1");
          }
        };
    assertThat(shop.agreed("drain_node", ASKED)).asString().contains("\"helped\":true");
    assertThat(Duration.between(before, shop.clock.instant())).isBetween(seconds(20), seconds(30));
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }

  @Test
  void aDisruptionBudgetThatNeverLetsItGoIsWaitedForFiveMinutesAndTold() {
    server
        .expect()
        .post()
        .withPath("/api/v1/namespaces/shop/pods/api-1/eviction")
        .andReturn(429, "{}")
        .always();
    Instant before = shop.clock.instant();
    assertThat(shop.agreed("drain_node", ASKED))
        .isInstanceOfSatisfying(
            ToolResult.Failed.class,
            failed -> {
              assertThat(failed.retryable()).isTrue();
              assertThat(failed.reason())
                  .contains("a disruption budget does not let shop/api-1 go")
                  .contains("done so far: [cordon n1]");
            });
    assertThat(Duration.between(before, shop.clock.instant()))
        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    assertThat(shop.lessons).isEmpty();
  }

  @Test
  void aSecondCallGoesOnWhereTheFirstBrokeOff() {
    evictions("api-1", 500);
    assertThat(shop.agreed("drain_node", ASKED))
        .isInstanceOf(ToolResult.Failed.class)
        .asString()
        .contains("answers 500", "at \"evict shop/api-1\", done so far: [cordon n1]");
    evictions("api-1", 201);
    shop.meanwhile = () -> gone("api-1");
    assertThat(shop.agreed("drain_node", ASKED))
        .asString()
        .contains("\"helped\":true", "n1 is cordoned")
        .doesNotContain("\"cordon n1\"");
  }

  @Test
  void aPodThatWentByItselfMeanwhileIsNoFault() {
    evictions("api-1", 404);
    shop.meanwhile = () -> gone("api-1");
    assertThat(shop.agreed("drain_node", ASKED)).asString().contains("\"helped\":true");
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 429})
  void aPodThatWasMadeAgainElsewhereByItsNameIsLeftThere(int refused) throws InterruptedException {
    server
        .expect()
        .post()
        .withPath("/api/v1/namespaces/shop/pods/api-1/eviction")
        .andReply(
            refused,
            request -> {
              gone("api-1");
              pod("api-1", "StatefulSet", "n2");
              return "{}";
            })
        .once();
    assertThat(shop.agreed("drain_node", ASKED)).asString().contains("\"helped\":true");
    assertThat(evictionsAsked()).singleElement().asString().contains("\"uid\":\"api-1 on n1\"");
  }

  private List<String> evictionsAsked() throws InterruptedException {
    List<String> asked = new ArrayList<>();
    for (@Nullable RecordedRequest one = server.takeRequest(200, TimeUnit.MILLISECONDS);
        one != null;
        one = server.takeRequest(200, TimeUnit.MILLISECONDS)) {
      if (one.getPath().endsWith("/eviction")) {
        asked.add(one.getBody().readUtf8());
      }
    }
    return asked;
  }

  @Test
  void aPodThatDoesNotEndIsToldWhenTimeIsOut() {
    shop.meanwhile = () -> shop.clock.advance(Duration.ofSeconds(20));
    evictions("api-1", 201);
    Instant before = shop.clock.instant();
    assertThat(shop.agreed("drain_node", ASKED))
        .asString()
        .contains("\"helped\":false", "did not help in time: not seen was no pod left to evict");
    assertThat(Duration.between(before, shop.clock.instant()))
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
    assertThat(shop.lessons).extracting(Lesson::effect).containsExactly(Effect.NO_EFFECT);
  }

  @Test
  void aPodThatNothingWouldMakeAgainKeepsItsNodeAsItIs() {
    pod("alone", "", "n1");
    assertThat(shop.agreed("drain_node", ASKED))
        .isInstanceOf(ToolResult.Refused.class)
        .asString()
        .contains("alone");
    assertThat(node().getSpec().getUnschedulable()).isNull();
  }

  @Test
  void anUrgentOneIsLetInBetweenTwoEvictions() {
    evictions("api-1", 429);
    shop.meanwhile =
        () -> {
          shop.meanwhile = () -> {};
          shop.room("other")
              .turns()
              .ask("eu//n1", Priority.URGENT, shop.clock.instant().plusSeconds(1));
        };
    assertThat(shop.agreed("drain_node", ASKED))
        .isInstanceOf(ToolResult.Failed.class)
        .asString()
        .contains("paused before \"evict shop/api-1\"", "done so far: [cordon n1]");
  }
}
