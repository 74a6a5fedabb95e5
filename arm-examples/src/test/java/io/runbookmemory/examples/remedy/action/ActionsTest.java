package io.runbookmemory.examples.remedy.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.server.mock.OutputStreamMessage;
import io.fabric8.kubernetes.client.server.mock.StatusStreamMessage;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Remedies over other operators' resources, inside a container, and what speaks against one. */
@EnableKubernetesMockClient(crud = true)
final class ActionsTest {

  private static final String CLEAR =
      "{\"namespace\":\"shop\",\"pod\":\"api-1\",\"path\":\"/tmp/work\"}";
  private static final String SECRET = "{\"namespace\":\"shop\",\"name\":\"db\"}";
  private static final String SYNC = "{\"namespace\":\"shop\",\"application\":\"web\"}";
  private static final String EXEC = "/api/v1/namespaces/shop/pods/api-1/exec?command=";
  private static final String STREAMS = "&container=api&stdout=true&stderr=true";
  private static final String DF = EXEC + "df&command=-P&command=%2Ftmp%2Fwork" + STREAMS;
  private static final String FIND =
      EXEC
          + "find&command=%2Ftmp&command=-xdev&command=-mindepth&command=1&command=-path"
          + "&command=%2Ftmp%2Fwork%2F*&command=-type"
          + "&command=f&command=-mmin&command=%2B60&command=-delete"
          + STREAMS;

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

  private void pod() {
    client
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName("api-1")
                .withNamespace("shop")
                .endMetadata()
                .withSpec(RemedyShop.template("api:2").getSpec())
                .build())
        .create();
  }

  /** The line stays open for words that nobody sends: it is the client who closes it. */
  private void answers(String command, String words, int code) {
    server
        .expect()
        .get()
        .withPath(command)
        .andUpgradeToWebSocket()
        .open(new OutputStreamMessage(words), new StatusStreamMessage(code))
        .expect("words that nobody sends")
        .andEmit("")
        .once()
        .done()
        .once();
  }

  private void used(int percent) {
    answers(
        DF,
        "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/a 9 8 1 "
            + percent
            + "% /tmp\n",
        0);
  }

  private GenericKubernetesResource custom(String kind) {
    GenericKubernetesResource one = new GenericKubernetesResource();
    one.setApiVersion(
        kind.equals("Application") ? "argoproj.io/v1alpha1" : "external-secrets.io/v1");
    one.setKind(kind);
    one.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("shop")
            .withName(kind.equals("Application") ? "web" : "db")
            .build());
    return one;
  }

  private Resource<GenericKubernetesResource> of(GenericKubernetesResource one) {
    return RemedyShop.custom(client, one);
  }

  private GenericKubernetesResource live(String kind) {
    return of(custom(kind)).get();
  }

  /** Does what the operator would. */
  private void operated(String kind, Map<String, Object> status) {
    GenericKubernetesResource live = live(kind);
    live.getAdditionalProperties().remove("operation");
    live.setAdditionalProperty("status", status);
    of(live).update();
  }

  @Test
  void oldTemporaryFilesAreClearedByOneCommandAndTheDiskIsLookedAtAgain() {
    pod();
    used(97);
    used(97);
    answers(FIND, "", 0);
    used(41);
    assertThat(shop.agreed("clear_temporary_files", CLEAR))
        .asString()
        .contains("\"helped\":true", "97 % of the volume", "-path /tmp/work/* -type f -mmin +60");
  }

  @Test
  void aCommandThatFailsIsToldWithWhatItSaidAndLearnedByNobody() {
    pod();
    used(97);
    answers(FIND, "", 1);
    ToolResult result = shop.agreed("clear_temporary_files", CLEAR);
    assertThat(result).isInstanceOf(ToolResult.Failed.class);
    assertThat(result).asString().contains("find ended with 1", "done so far: []");
    assertThat(shop.lessons).isEmpty();
  }

  @Test
  void aCommandThatTheClusterForbidsIsToldAsForbidden() {
    pod();
    server.expect().get().withPath(DF).andReturn(403, "{}").once();
    assertThat(shop.agreed("clear_temporary_files", CLEAR))
        .isInstanceOfSatisfying(
            ToolResult.Failed.class,
            failed -> {
              assertThat(failed.retryable()).isFalse();
              assertThat(failed.reason()).contains("(403)");
            });
  }

  @Test
  void foldersThatAreNotAllowedAndWordsThatAreNoFolderAreRefusedUnasked() {
    for (String path : new String[] {"/etc", "/tmp/../etc", "/tmpfs", "/tmp/a b", "/tmp;id", ""}) {
      assertThat(shop.agreed("clear_temporary_files", CLEAR.replace("/tmp/work", path)))
          .as(path)
          .isInstanceOf(ToolResult.Refused.class)
          .asString()
          .contains("/path");
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aSecretIsFetchedAnewByItsOperatorAndReadByNobody() {
    GenericKubernetesResource secret = custom("ExternalSecret");
    secret.setAdditionalProperty("status", Map.of("refreshTime", "2026-03-01T09:00:00Z"));
    of(secret).create();
    shop.meanwhile =
        () -> operated("ExternalSecret", Map.of("refreshTime", "2026-03-01T10:00:05Z"));
    assertThat(shop.call("refresh_secret", SECRET))
        .asString()
        .contains("\"helped\":true", "fetched at 2026-03-01T09:00:00Z");
    assertThat(live("ExternalSecret").getMetadata().getAnnotations())
        .containsEntry("force-sync", String.valueOf(RemedyShop.BEGIN.getEpochSecond()));
  }

  @Test
  void aSecretThatItsOperatorDoesNotFetchIsToldAfter90Seconds() {
    of(custom("ExternalSecret")).create();
    assertThat(shop.call("refresh_secret", SECRET))
        .asString()
        .contains("\"helped\":false", "it was never fetched", "not seen was a later refreshTime");
    assertThat(shop.clock.instant())
        .isBetween(RemedyShop.BEGIN.plusSeconds(80), RemedyShop.BEGIN.plusSeconds(90));
    assertThat(shop.lessons).extracting(Lesson::effect).containsExactly(Effect.NO_EFFECT);
  }

  @Test
  void argoSyncsAgainWithoutPruningAndHelpedOnlyIfTheLaterSyncSucceeded() {
    GenericKubernetesResource web = custom("Application");
    Map<String, Object> failed =
        Map.of("operationState", Map.of("phase", "Failed", "startedAt", "2026-03-01T09:00:00Z"));
    web.setAdditionalProperty("status", failed);
    of(web).create();
    shop.meanwhile =
        () -> {
          assertThat(live("Application").<Boolean>get("operation", "sync", "prune")).isFalse();
          shop.meanwhile = () -> {};
          operated(
              "Application",
              Map.of(
                  "operationState",
                  Map.of("phase", "Succeeded", "startedAt", "2026-03-01T10:00:01Z")));
        };
    assertThat(shop.call("retry_sync", SYNC)).asString().contains("\"helped\":true");

    operated("Application", failed);
    shop.meanwhile = () -> shop.clock.advance(Duration.ofMinutes(1));
    assertThat(shop.call("retry_sync", SYNC)).asString().contains("\"helped\":false");
    assertThat(shop.call("retry_sync", SYNC))
        .isInstanceOf(ToolResult.Refused.class)
        .asString()
        .contains("must not be syncing already");
  }

  @Test
  void aRolloutWithoutAnEarlierRevisionStaysAsItIs() {
    shop.deployment(3, "api:2");
    assertThat(
            shop.agreed("undo_rollout", "{\"namespace\":\"shop\",\"deployment\":\"api\",\"to\":1}"))
        .isInstanceOf(ToolResult.Refused.class)
        .asString()
        .contains("must have a revision before 2, there is none");
    assertThat(shop.live().getSpec().getTemplate()).asString().contains("api:2");
  }

  @Test
  void whatIsScaledUpToTheSameNumberAgainStaysItsWholeTime() {
    String five = "{\"namespace\":\"shop\",\"deployment\":\"api\",\"replicas\":5}";
    shop.deployment(3, "api:2");
    server
        .expect()
        .put()
        .withPath("/apis/apps/v1/namespaces/shop/deployments/api")
        .andReturn(500, "{}")
        .once();
    assertThat(shop.call("scale_up", five))
        .isInstanceOf(ToolResult.Failed.class)
        .asString()
        .contains("answers 500", "at \"scale from 3 to 5 replicas\", done so far: [note that");
    assertThat(shop.live().getSpec().getReplicas()).isEqualTo(3);
    shop.clock.advance(Duration.ofMinutes(10));
    shop.meanwhile = shop::rolledOut;
    assertThat(shop.call("scale_up", five)).asString().contains("\"helped\":true");
    shop.clock.advance(Duration.ofMinutes(6));
    assertThat(shop.later("two").runDue(shop.cluster).getFirst()).contains("left till then");
    assertThat(shop.live().getSpec().getReplicas()).isEqualTo(5);
    shop.clock.advance(Duration.ofMinutes(10));
    assertThat(shop.later("two").runDue(shop.cluster))
        .containsExactly("eu/shop/api from 5 to 3 replicas");
  }
}
