package io.runbookmemory.examples.remedy.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.runbookmemory.examples.remedy.turn.Priority;
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

/** How a turn ends while it is looked whether a remedy helped, and what is then said of it. */
@EnableKubernetesMockClient(crud = true)
final class RemedyTurnsTest {

  private static final String SCALE =
      "{\"namespace\":\"shop\",\"deployment\":\"api\",\"replicas\":5}";

  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  @TempDir Path folder;
  private RemedyShop shop;

  @BeforeEach
  void open() {
    shop = new RemedyShop(client, folder);
    shop.deployment(3, "api:2");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void aTurnThatCannotBeGivenBackUndoesNothingThatWasDoneUnderIt() {
    shop.turns = new UnreleasedStore(shop.store);
    shop.meanwhile = shop::rolledOut;
    assertThat(shop.call("scale_up", SCALE))
        .isInstanceOf(ToolResult.Succeeded.class)
        .asString()
        .contains("\"helped\":true", "scale from 3 to 5 replicas");
    assertThat(shop.lessons).extracting(Lesson::effect).containsExactly(Effect.MITIGATED);
  }

  @Test
  void aCallThatIsGivenLessTimeThanItMayTakeToHelpTeachesNothing() {
    ToolRequest hurried =
        ToolRequest.builder(Caller.of("bo"), RemedyShop.PROD, "scale_up", SCALE)
            .timeout(Duration.ofMinutes(2))
            .build();
    assertThat(shop.box().call(hurried))
        .isInstanceOf(ToolResult.Succeeded.class)
        .asString()
        .contains("\"helped\":false", "could not be told", "before the 240 s");
    assertThat(shop.lessons).isEmpty();
  }

  @Test
  void anUrgentOneNeedNotWaitUntilAUsualOneHasHelped() {
    shop.meanwhile =
        () -> {
          shop.meanwhile = () -> {};
          shop.room("other")
              .turns()
              .ask("eu/shop/api", Priority.URGENT, shop.clock.instant().plusSeconds(1));
        };
    assertThat(shop.call("scale_up", SCALE))
        .isInstanceOf(ToolResult.Succeeded.class)
        .asString()
        .contains("\"helped\":false", "could not be told: a more urgent one waits");
    assertThat(shop.clock.instant()).isBefore(RemedyShop.BEGIN.plusSeconds(10));
    assertThat(shop.lessons).isEmpty();
  }
}
