package io.runbookmemory.examples.remedy.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.runbookmemory.memory.content.Effect;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A status that is still about what was asked for before says nothing of what was done. */
@EnableKubernetesMockClient(crud = true)
final class ObservedStatusTest {

  private static final String SCALE =
      "{\"namespace\":\"shop\",\"deployment\":\"api\",\"replicas\":5}";
  private static final String UNDO = "{\"namespace\":\"shop\",\"deployment\":\"api\",\"to\":1}";

  /** For as many looks the deployment's controller has not seen the change. */
  private static final int BLIND = 20;

  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

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

  /** All is well by a status of the generation before, and long after by one of this generation. */
  private void seenLate() {
    int[] looks = {0};
    shop.meanwhile =
        () -> {
          long live = shop.live().getMetadata().getGeneration();
          looks[0]++;
          shop.observed(looks[0] <= BLIND ? live - 1 : live);
        };
  }

  private Duration taken() {
    return Duration.between(RemedyShop.BEGIN, shop.clock.instant());
  }

  @Test
  void anUndoneRolloutIsOutOnceItsOwnGenerationIs() {
    Deployment live = shop.deployment(3, "api:2");
    shop.revisionBefore(live, "api:1");
    seenLate();
    assertThat(shop.agreed("undo_rollout", UNDO)).asString().contains("\"helped\":true");
    assertThat(taken()).isGreaterThan(Duration.ofSeconds(BLIND));
  }

  @Test
  void replicasThatWereThereBeforeAndAreOnTheirWayOutAreNotThoseScaledUpTo() {
    shop.deployment(3, "api:2");
    seenLate();
    assertThat(shop.call("scale_up", SCALE)).asString().contains("\"helped\":true");
    assertThat(taken()).isGreaterThan(Duration.ofSeconds(BLIND));
  }

  @Test
  void aChangeThatNoControllerSeesDidNotHelp() {
    shop.deployment(3, "api:2");
    shop.meanwhile = () -> shop.observed(shop.live().getMetadata().getGeneration() - 1);
    assertThat(shop.call("scale_up", SCALE)).asString().contains("\"helped\":false");
    assertThat(shop.lessons).extracting(Lesson::effect).containsExactly(Effect.NO_EFFECT);
  }
}
