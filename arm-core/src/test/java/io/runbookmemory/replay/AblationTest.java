package io.runbookmemory.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AblationTest {

  private final HashingModel model = new HashingModel();
  private final ExactMemoryStore store = new ExactMemoryStore();
  private final RunbookMemory memory =
      RunbookMemory.builder(store).model(model).clock(() -> TestMemories.NOW).build();

  private static Memory page(String key, String service, String text) {
    return TestMemories.note(key, text)
        .scope(TestMemories.service(service))
        .provenance(new Provenance("set", key, null, TrustTier.CURATED))
        .build();
  }

  @BeforeEach
  void pages() {
    memory.rememberAll(
        List.of(
            page("disk", "node", "The disk is full. Rotate the logs. Host db-7.example.com."),
            page("slow", "search", "Searches are slow when the heap is small."),
            page("pool", "checkout", "The database pool is exhausted by a leak of connections."),
            page("certs", "ingress", "The certificate has expired and browsers refuse it.")));
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private Answer ask(AblationStep step, boolean ownServiceOnly, EvaluationQuery query) {
    Asking asking = new Asking(TestMemories.NOW, ownServiceOnly);
    return new Ablation(memory.memories(), model, memory::recall, asking)
        .ranker(step)
        .answer(query);
  }

  private static EvaluationQuery query(String text, @Nullable String service, String... hidden) {
    return new EvaluationQuery("q", text, "kind", service, Map.of("x", 1), Set.of(hidden));
  }

  @Test
  void wordsAloneFindNothingThatSharesNone() {
    EvaluationQuery synonyms = query("sluggish", null);

    assertThat(ask(AblationStep.LEXICAL_ONLY, false, synonyms).ranking()).isEmpty();
    assertThat(ask(AblationStep.DENSE_ONLY, false, synonyms).ranking()).startsWith("slow");
    assertThat(ask(AblationStep.FUSED, false, synonyms).ranking()).startsWith("slow");
  }

  @Test
  void routingPutsAnExactIdentifierFirst() {
    EvaluationQuery named =
        query("searches are slow, the heap is small, seen from db-7.example.com", null);

    assertThat(ask(AblationStep.FUSED, false, named).ranking()).startsWith("slow");
    assertThat(ask(AblationStep.ROUTED, false, named).ranking()).startsWith("disk", "slow");
    assertThat(ask(AblationStep.CALIBRATED, false, named).ranking()).startsWith("disk", "slow");
  }

  @Test
  void onlyTheWholeAbstains() {
    EvaluationQuery foreign = query("how long does an egg boil", null);

    for (AblationStep step : AblationStep.values()) {
      assertThat(ask(step, false, foreign).abstained())
          .as(step.label())
          .isEqualTo(step == AblationStep.CALIBRATED);
    }
  }

  @Test
  void everyStepKeepsToTheServiceAndHidesWhatIsHidden() {
    String text = "disk heap pool certificate full slow exhausted expired";
    for (AblationStep step : AblationStep.values()) {
      assertThat(ask(step, true, query(text, "search")).ranking())
          .as(step.label())
          .containsExactly("slow");
      assertThat(ask(step, false, query(text, null, "slow")).ranking())
          .as(step.label())
          .containsExactlyInAnyOrder("disk", "pool", "certs");
    }
  }

  @Test
  void theContextIsAnEstimateOfTitleAndExcerpt() {
    EvaluationQuery query = query("certificate expired", "ingress");

    // "certs" and 51 characters: 56 at four a token.
    assertThat(ask(AblationStep.FUSED, true, query).contextTokens()).isEqualTo(14);
  }
}
