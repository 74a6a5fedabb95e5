package io.runbookmemory.examples.remedy.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.runbookmemory.examples.remedy.later.FollowUps;
import io.runbookmemory.examples.remedy.turn.Priority;
import io.runbookmemory.examples.remedy.turn.Turn;
import io.runbookmemory.examples.remedy.turn.Turns;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.ToolRequest;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EnableKubernetesMockClient(crud = true)
final class RemediesTest {

  private static final String SCALE =
      "{\"namespace\":\"shop\",\"deployment\":\"api\",\"replicas\":5}";
  private static final String UNDO = "{\"namespace\":\"shop\",\"deployment\":\"api\",\"to\":1}";
  private static final String FLAG =
      "{\"namespace\":\"shop\",\"config_map\":\"flags\",\"key\":\"fast\"}";

  // The extension sets them before each test.
  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  @SuppressWarnings("NullAway.Init")
  KubernetesMockServer server;

  @TempDir Path folder;
  private RemedyShop shop;

  @BeforeEach
  void open() {
    shop = new RemedyShop(client, folder);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void whatIsScaledUpHelpsWhenTheReplicasAreThereAndIsScaledDownByAnotherProcess() {
    shop.deployment(3, "api:2");
    shop.meanwhile = shop::rolledOut;
    ToolResult result = shop.call("scale_up", SCALE);
    assertThat(result).asString().contains("\"helped\":true", "from 3 to 5");
    assertThat(shop.live().getSpec().getReplicas()).isEqualTo(5);
    assertThat(shop.lessons).extracting(Lesson::effect).containsExactly(Effect.MITIGATED);

    FollowUps restarted = shop.later("two");
    assertThat(restarted.runDue(shop.cluster)).isEmpty();
    shop.clock.advance(Duration.ofMinutes(16));
    assertThat(restarted.runDue(shop.cluster)).containsExactly("eu/shop/api from 5 to 3 replicas");
    assertThat(shop.live().getSpec().getReplicas()).isEqualTo(3);
    assertThat(shop.later("three").runDue(shop.cluster)).isEmpty();
  }

  @Test
  void whatSomebodyElseScaledSinceIsNotScaledDown() {
    shop.deployment(3, "api:2");
    shop.call("scale_up", SCALE);
    client
        .resource(shop.live())
        .edit(
            one -> {
              one.getSpec().setReplicas(4);
              return one;
            });
    shop.clock.advance(Duration.ofMinutes(20));
    assertThat(shop.later("two").runDue(shop.cluster).getFirst()).contains("left as it is");
    assertThat(shop.live().getSpec().getReplicas()).isEqualTo(4);
  }

  @Test
  void aDryRunSaysWhatItWouldDoAndChangesNothing() {
    shop.deployment(3, "api:2");
    String before = shop.live().getMetadata().getResourceVersion();
    assertThat(shop.look("scale_up", SCALE)).asString().contains("scale from 3 to 5 replicas");
    assertThat(shop.live().getMetadata().getResourceVersion()).isEqualTo(before);
    assertThat(shop.later("one").open()).isEmpty();
  }

  @Test
  void aNamespaceAndANumberThatAreNotAllowedAreRefused() {
    shop.deployment(3, "api:2");
    assertThat(shop.call("scale_up", SCALE.replace("shop", "kube-system")))
        .isInstanceOf(ToolResult.Refused.class)
        .asString()
        .contains("/namespace", "[shop]");
    assertThat(shop.call("scale_up", SCALE.replace("5", "7")))
        .isInstanceOf(ToolResult.Refused.class)
        .asString()
        .contains("at most 6");
    assertThat(shop.call("scale_up", SCALE.replace("5", "2")))
        .isInstanceOf(ToolResult.Refused.class);
    assertThat(shop.live().getSpec().getReplicas()).isEqualTo(3);
  }

  @Test
  void whatIsNotThereIsNoData() {
    assertThat(shop.call("scale_up", SCALE)).isInstanceOf(ToolResult.NoData.class);
  }

  @Test
  void whatWasDoneWithoutHelpIsLearnedAsNoEffect() {
    shop.deployment(3, "api:2");
    assertThat(shop.call("scale_up", SCALE)).asString().contains("\"helped\":false");
    assertThat(shop.lessons).extracting(Lesson::effect).containsExactly(Effect.NO_EFFECT);
  }

  @Test
  void aRolloutIsUndoneOnlyWithTheWordOfASecondPerson() {
    Deployment live = shop.deployment(3, "api:2");
    shop.revisionBefore(live, "api:1");
    assertThat(shop.call("undo_rollout", UNDO)).isInstanceOf(ToolResult.ApprovalRequired.class);
    assertThat(shop.live().getSpec().getTemplate()).asString().contains("api:2");
    shop.meanwhile = shop::rolledOut;
    assertThat(shop.agreed("undo_rollout", UNDO)).asString().contains("\"helped\":true");
    assertThat(shop.live().getSpec().getTemplate()).asString().contains("api:1");
  }

  @Test
  void aRolloutIsNotUndoneASecondTimeByTheSameWords() {
    Deployment live = shop.deployment(3, "api:2");
    shop.revisionBefore(live, "api:1");
    assertThat(shop.look("undo_rollout", UNDO.replace("1", "2")))
        .isInstanceOf(ToolResult.Refused.class)
        .asString()
        .contains("/to", "2 is live, 1 was before it, got 2");
    shop.meanwhile = shop::rolledOut;
    assertThat(shop.agreed("undo_rollout", UNDO)).asString().contains("\"helped\":true");
    shop.revisionsTurned();
    assertThat(shop.agreed("undo_rollout", UNDO))
        .isInstanceOf(ToolResult.Refused.class)
        .asString()
        .contains("3 is live, 2 was before it, got 1");
    assertThat(shop.live().getSpec().getTemplate()).asString().contains("api:1");
  }

  @Test
  void aFlagIsTurnedOffInItsOwnWordsAndOneThatIsOffIsRefused() {
    RemedyShop.flags(client);
    assertThat(shop.call("turn_flag_off", FLAG)).asString().contains("\"helped\":true");
    assertThat(client.configMaps().inNamespace("shop").withName("flags").get().getData())
        .containsEntry("fast", "off");
    assertThat(shop.call("turn_flag_off", FLAG)).isInstanceOf(ToolResult.Refused.class);
  }

  @Test
  void oneTargetHasOneRemedyAtATime() {
    shop.deployment(3, "api:2");
    Turns.Asked asked =
        shop.room("other").turns().ask("eu/shop/api", Priority.USUAL, shop.clock.instant());
    try (Turn turn = ((Turns.Asked.Given) asked).turn()) {
      assertThat(shop.call("scale_up", SCALE))
          .isInstanceOf(ToolResult.Failed.class)
          .asString()
          .contains("is being acted on by USUAL other");
      turn.next("still mine");
    }
    assertThat(shop.live().getSpec().getReplicas()).isEqualTo(3);
  }

  @Test
  void anUrgentOnePausesAUsualOneBeforeItsNextStep() {
    shop.deployment(3, "api:2");
    Turns.Asked asked =
        shop.room("other").turns().ask("eu/shop/api", Priority.USUAL, shop.clock.instant());
    Turn usual = ((Turns.Asked.Given) asked).turn();
    usual.next("first");
    shop.meanwhile =
        () -> {
          shop.meanwhile = shop::rolledOut;
          assertThatThrownBy(() -> usual.next("second"))
              .hasMessageContaining("paused before \"second\"");
          usual.close();
        };
    assertThat(shop.call("scale_up", SCALE.replace("}", ",\"urgent\":true}")))
        .asString()
        .contains("\"helped\":true");
  }

  @Test
  void whoseTurnRanOutTakesNoStepMore() {
    Turns.Asked asked =
        shop.room("slow").turns().ask("eu/shop/api", Priority.USUAL, shop.clock.instant());
    Turn slow = ((Turns.Asked.Given) asked).turn();
    shop.clock.advance(Duration.ofMinutes(3));
    assertThat(shop.room("next").turns().ask("eu/shop/api", Priority.USUAL, shop.clock.instant()))
        .isInstanceOf(Turns.Asked.Given.class);
    assertThatThrownBy(() -> slow.next("too late")).hasMessageContaining("went to another");
  }

  @Test
  void anApprovalThatComesTooLateIsNone() {
    GuardedToolbox box = shop.box();
    Caller bo = Caller.of("bo");
    ToolResult first =
        box.call(ToolRequest.builder(bo, RemedyShop.PROD, "undo_rollout", UNDO).build());
    String request = ((ToolResult.ApprovalRequired) first).requestId();
    shop.clock.advance(Duration.ofMinutes(16));
    assertThatThrownBy(() -> box.approve(request, Caller.of("ada"), RemedyShop.PROD))
        .hasMessageContaining("ended at");
  }

  @Test
  void whatTheClusterAnswersIsToldAsWhatToDoAboutIt() {
    String path = "/apis/apps/v1/namespaces/shop/deployments/api";
    server.expect().get().withPath(path).andReturn(403, "{}").once();
    assertThat(shop.call("scale_up", SCALE))
        .isInstanceOfSatisfying(
            ToolResult.Failed.class, failed -> assertThat(failed.retryable()).isFalse());
    server.expect().get().withPath(path).andReturn(409, "{}").once();
    assertThat(shop.call("scale_up", SCALE))
        .isInstanceOfSatisfying(
            ToolResult.Failed.class, failed -> assertThat(failed.retryable()).isTrue());
  }
}
