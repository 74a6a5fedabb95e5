package io.runbookmemory.testkit.decay;

import static io.runbookmemory.testkit.SampleMemories.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.RecallPolicy;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.salience.SaliencePolicy;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import io.runbookmemory.testkit.SampleMemories;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a salience policy must keep to: the contract of fading, and that a recall by it over a
 * corpus that is a year old still answers. To certify settings of your own, extend this class in
 * your tests.
 */
public abstract class SaliencePolicyContract extends DecayContract {

  private static final List<String> FAULTS =
      List.of(
          "certificate expired at the gateway, renewal was blocked by the firewall",
          "disk full because log rotation stopped",
          "connection pool of the database exhausted after a burst",
          "consumer lag grows while a partition rebalances",
          "memory limit reached and the container restarts again and again",
          "name resolution fails for internal hosts",
          "requests time out behind a saturated load balancer",
          "a migration holds a lock on the largest table");

  private static final List<MemoryType> FADING =
      List.of(MemoryType.EPISODIC, MemoryType.FACTUAL, MemoryType.SEMANTIC, MemoryType.TEMPORAL);

  private static final int SERVICES = 20;

  /** Creates the contract; JUnit does. */
  protected SaliencePolicyContract() {}

  /**
   * Returns the policy under test.
   *
   * @return the policy
   */
  protected abstract SaliencePolicy policy();

  @Override
  protected Decay decay() {
    return Decay.of(policy());
  }

  @Override
  protected double floor() {
    return policy().floor();
  }

  private static MemoryId id(int fault, int service) {
    return SampleMemories.id(1_000L * (fault + 1) + service);
  }

  private static List<Memory> yearOld() {
    List<Memory> corpus = new ArrayList<>();
    for (int fault = 0; fault < FAULTS.size(); fault++) {
      for (int service = 0; service < SERVICES; service++) {
        String title = FAULTS.get(fault) + ", service" + service;
        corpus.add(
            SampleMemories.note(id(fault, service), title, title)
                .type(FADING.get(fault % FADING.size()))
                .happenedAt(NOW.minus(Duration.ofDays(365)))
                .build());
      }
    }
    return corpus;
  }

  @Test
  void aCorpusThatIsAYearOldStillAnswers() {
    RecallPolicy recalling = RecallPolicy.builder().salience(policy()).build();
    try (ExactMemoryStore store = new ExactMemoryStore();
        FakeEmbeddingModel model = new FakeEmbeddingModel(256);
        RunbookMemory memory =
            RunbookMemory.builder(store)
                .model(model)
                .clock(() -> NOW)
                .recallPolicy(recalling)
                .build()) {
      memory.rememberAll(yearOld());
      for (int fault = 0; fault < FAULTS.size(); fault++) {
        int service = (7 * fault) % SERVICES;
        String question = FAULTS.get(fault) + ", service" + service;

        Recall recall = memory.recall(Situation.builder(question, NOW).build());

        assertThat(recall.strength()).as(question).isNotEqualTo(Strength.TRIAGE);
        assertThat(recall.best().orElseThrow().memory().id())
            .as(question)
            .isEqualTo(id(fault, service));
      }
    }
  }
}
