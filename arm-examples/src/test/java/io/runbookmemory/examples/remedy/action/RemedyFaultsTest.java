package io.runbookmemory.examples.remedy.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.tool.ToolAnswer;
import io.runbookmemory.tool.ToolResult;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an API server that refuses, breaks or is silent makes of a remedy, at each of its stages.
 */
@EnableKubernetesMockClient(crud = true)
final class RemedyFaultsTest {

  private static final String PATH = "/api/v1/namespaces/shop/configmaps/flags";
  private static final String FLAG =
      "{\"namespace\":\"shop\",\"config_map\":\"flags\",\"key\":\"fast\"}";

  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  @SuppressWarnings("NullAway.Init")
  KubernetesMockServer server;

  @TempDir Path folder;
  private RemedyShop shop;

  @BeforeEach
  void open() {
    shop = new RemedyShop(client, folder);
    RemedyShop.flags(client);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private Map<String, String> flags() {
    return client.configMaps().inNamespace("shop").withName("flags").get().getData();
  }

  @ParameterizedTest
  @CsvSource({
    "401, 'FAILED', 'does not know the account', false",
    "403, 'FAILED', 'docs/remediation.md has the rights', false",
    "404, 'NO DATA', 'no ConfigMap eu/shop/flags', false",
    "409, 'FAILED', 'somebody changed it meanwhile', true",
    "429, 'FAILED', 'asks to wait', true",
    "500, 'FAILED', 'answers 500', true",
    "503, 'FAILED', 'answers 503', true"
  })
  void aLookThatFailsIsToldAndTheTargetIsFreeAgain(
      int code, String state, String words, boolean again) {
    server.expect().get().withPath(PATH).andReturn(code, "{}").once();
    ToolResult result = shop.call("turn_flag_off", FLAG);
    assertThat(ToolAnswer.of(result)).startsWith(state).contains(words);
    assertThat(result instanceof ToolResult.Failed failed && failed.retryable()).isEqualTo(again);
    assertThat(flags()).containsEntry("fast", "on");
    assertThat(shop.lessons).isEmpty();
    assertThat(shop.call("turn_flag_off", FLAG)).asString().contains("\"helped\":true");
  }

  @ParameterizedTest
  @CsvSource({"403, false", "404, true", "409, true", "500, true"})
  void aStepThatFailsSaysHowFarItCame(int code, boolean again) {
    server.expect().put().withPath(PATH).andReturn(code, "{}").once();
    assertThat(shop.call("turn_flag_off", FLAG))
        .isInstanceOfSatisfying(
            ToolResult.Failed.class,
            failed -> {
              assertThat(failed.retryable()).isEqualTo(again);
              assertThat(failed.reason())
                  .contains("" + code, "it was at \"set fast to off\", done so far: []");
            });
    assertThat(flags()).containsEntry("fast", "on");
    assertThat(shop.lessons).isEmpty();
  }

  @Test
  void anApiServerThatIsSilentIsTimedOutAndWhatItDidIsNotKnown() {
    shop.cluster.client().getConfiguration().setRequestTimeout(300);
    server.expect().get().delay(2_000).withPath(PATH).andReturn(200, "{}").once();
    assertThat(shop.call("turn_flag_off", FLAG)).isInstanceOf(ToolResult.TimedOut.class);
    server.expect().put().delay(2_000).withPath(PATH).andReturn(200, "{}").once();
    assertThat(shop.call("turn_flag_off", FLAG)).isInstanceOf(ToolResult.TimedOut.class);
    assertThat(shop.lessons).isEmpty();
  }

  @Test
  void whatWasDoneIsDoneThoughTheLookAfterwardsFailsForAWhile() {
    shop.deployment(3, "api:2");
    String deployment = "/apis/apps/v1/namespaces/shop/deployments/api";
    shop.meanwhile =
        () -> {
          shop.rolledOut();
          server.expect().get().withPath(deployment).andReturn(500, "{}").times(2);
          shop.meanwhile = () -> {};
        };
    assertThat(
            shop.call("scale_up", "{\"namespace\":\"shop\",\"deployment\":\"api\",\"replicas\":5}"))
        .isInstanceOf(ToolResult.Succeeded.class)
        .asString()
        .contains("\"helped\":true");
  }

  @Test
  void whatCouldNotBeLookedAtAfterwardsIsSaidAndTeachesNothing() {
    shop.deployment(3, "api:2");
    String deployment = "/apis/apps/v1/namespaces/shop/deployments/api";
    shop.meanwhile = () -> server.expect().get().withPath(deployment).andReturn(403, "{}").times(1);
    assertThat(
            shop.call("scale_up", "{\"namespace\":\"shop\",\"deployment\":\"api\",\"replicas\":5}"))
        .isInstanceOf(ToolResult.Succeeded.class)
        .asString()
        .contains("\"helped\":false", "whether it helped could not be told", "(403)");
    assertThat(shop.live().getSpec().getReplicas()).isEqualTo(5);
    assertThat(shop.lessons).isEmpty();
  }

  @Test
  void aMemoryThatIsNotThereUndoesNothingThatWasDone() {
    shop.told =
        lesson -> {
          throw new UnavailableException("memory", "the database is down");
        };
    assertThat(shop.call("turn_flag_off", FLAG))
        .isInstanceOf(ToolResult.Succeeded.class)
        .asString()
        .contains("\"helped\":true", "memory could not be told: the database is down");
    assertThat(flags()).containsEntry("fast", "off");
  }

  @Test
  void theLessonSaysWhereByWhomAndWhatRecommendedIt() {
    String memory = "01900000-0000-7000-8000-000000000000";
    shop.call("turn_flag_off", FLAG.replace("}", ",\"memory\":\"" + memory + "\"}"));
    assertThat(shop.lessons)
        .singleElement()
        .returns("bo", Lesson::caller)
        .returns(new Lesson.Place("eu", "shop", "flags"), Lesson::place)
        .returns("turn_flag_off on eu/shop/flags", Lesson::words)
        .returns(memory, Lesson::memory)
        .returns(Effect.MITIGATED, Lesson::effect);
  }
}
