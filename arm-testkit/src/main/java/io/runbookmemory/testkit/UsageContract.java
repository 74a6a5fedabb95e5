package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.Given.changed;
import static io.runbookmemory.testkit.Given.note;
import static io.runbookmemory.testkit.Given.pointing;
import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Usage: counted beside the memory, by deltas that commute. */
interface UsageContract extends StoreContract {

  private Usage usage(MemoryId id) {
    return reader().usage(List.of(id)).getOrDefault(id, Usage.NONE);
  }

  @Test
  default void deltasAddUp() {
    write(note(1, "a"));

    assertThat(writer().adjust(id(1), UsageDelta.recalled())).isTrue();
    writer().adjust(id(1), UsageDelta.reinforced(3, NOW));
    writer().adjust(id(1), UsageDelta.outcome(true, NOW.minusSeconds(60)));
    writer()
        .adjust(
            id(1), UsageDelta.outcome(false, NOW).withStep("restart", new StepUsage(1, 0, 1, 0)));

    assertThat(usage(id(1)))
        .isEqualTo(new Usage(1, 3, 1, 1, NOW, Map.of("restart", new StepUsage(1, 0, 1, 0))));
  }

  @Test
  default void deltasOfSeveralMemoriesAddUpAndPassOverWhatIsNotThere() {
    write(note(1, "a"), note(2, "b"), note(3, "c"));
    writer().adjust(id(2), UsageDelta.recalled());
    writer().delete(List.of(id(3)), NOW);
    long before = reader().changes(0, 100).getLast().position();

    long there =
        writer()
            .adjust(
                Map.of(
                    id(1), UsageDelta.recalled(4),
                    id(2), UsageDelta.reinforced(2, NOW),
                    id(3), UsageDelta.recalled(),
                    id(9), UsageDelta.recalled()));

    assertThat(there).isEqualTo(2);
    assertThat(usage(id(1)).recalls()).isEqualTo(4);
    assertThat(usage(id(2))).isEqualTo(new Usage(1, 2, 0, 0, NOW, Map.of()));
    assertThat(usage(id(3))).isEqualTo(Usage.NONE);
    assertThat(usage(id(9))).isEqualTo(Usage.NONE);
    assertThat(reader().changes(before, 100))
        .extracting(Change::id)
        .containsExactlyInAnyOrder(id(1), id(2));
    assertThat(writer().adjust(Map.of())).isZero();
  }

  @Test
  default void theOrderOfDeltasDoesNotMatter() {
    List<UsageDelta> deltas = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      UsageDelta delta =
          i % 3 == 0
              ? UsageDelta.reinforced(i + 1, NOW.plusSeconds(31 * i % 7))
              : UsageDelta.outcome(i % 2 == 0, NOW.plusSeconds(17 * i % 11));
      deltas.add(delta.withStep("step " + i % 4, new StepUsage(i, 1, 0, i % 2)));
    }
    write(note(1, "a"), note(2, "b"));
    deltas.forEach(delta -> writer().adjust(id(1), delta));
    Collections.shuffle(deltas, new Random(7));
    deltas.forEach(delta -> writer().adjust(id(2), delta));

    assertThat(usage(id(1))).isEqualTo(usage(id(2))).isNotEqualTo(Usage.NONE);
  }

  @Test
  default void countingForAMemoryThatIsNotThereChangesNothing() {
    write(note(1, "a"));
    writer().delete(List.of(id(1)), NOW);

    assertThat(writer().adjust(id(1), UsageDelta.recalled())).isFalse();
    assertThat(writer().adjust(id(2), UsageDelta.recalled())).isFalse();

    assertThat(reader().usage(List.of(id(1), id(2))))
        .isEqualTo(Map.of(id(1), Usage.NONE, id(2), Usage.NONE));
  }

  @Test
  default void usageSurvivesARewriteOfTheMemory() {
    write(pointing(1, 1, 0, 0, 0));
    writer().adjust(id(1), UsageDelta.recalled());

    write(pointing(1, 0, 1, 0, 0).withVersion(1));
    write(note(1, "no vector").withVersion(2));

    assertThat(usage(id(1)).recalls()).isEqualTo(1);
  }

  @Test
  default void usageGoesWithTheMemoryThatIsDeleted() {
    write(note(1, "a"));
    writer().adjust(id(1), UsageDelta.recalled());
    writer().delete(List.of(id(1)), NOW);
    assertThat(usage(id(1))).isEqualTo(Usage.NONE);

    write(note(1, "a"));

    assertThat(usage(id(1))).isEqualTo(Usage.NONE);
  }

  @Test
  default void aHitTellsWhatBecameOfTheMemorySinceItWasFoundBefore() {
    write(pointing(1, 1, 0, 0, 0), pointing(2, 1, 1, 0, 0));
    assertThat(recallsOfHits()).isEqualTo(Map.of(id(1), 0L, id(2), 0L));

    writer().adjust(id(1), UsageDelta.recalled());
    assertThat(recallsOfHits()).isEqualTo(Map.of(id(1), 1L, id(2), 0L));
    writer().adjust(id(1), UsageDelta.recalled());
    write(pointing(2, 1, 2, 0, 0).withVersion(1));
    assertThat(recallsOfHits()).isEqualTo(Map.of(id(1), 2L, id(2), 0L));
    writer().adjust(id(2), UsageDelta.recalled());
    assertThat(recallsOfHits()).isEqualTo(Map.of(id(1), 2L, id(2), 1L));

    writer().delete(List.of(id(1)), NOW);
    write(pointing(1, 1, 0, 0, 0));
    assertThat(recallsOfHits()).isEqualTo(Map.of(id(1), 0L, id(2), 1L));
  }

  private Map<MemoryId, Long> recallsOfHits() {
    return reader().search(Given.nearest(1, 0, 0, 0).build()).stream()
        .collect(Collectors.toMap(hit -> hit.memory().id(), hit -> hit.usage().recalls()));
  }

  @Test
  default void countingLeavesTheMemoryAndItsVectorsAsTheyAre() {
    StoredMemory offered = changed(pointing(1, 1, 2, 3, 4), memory -> memory.tags(List.of("t")));
    write(offered);

    writer().adjust(id(1), UsageDelta.reinforced(2, NOW.plusSeconds(5)));

    assertThat(stored(id(1))).isEqualTo(offered.withVersion(1));
    assertThat(reader().search(Given.nearest(1, 2, 3, 4).build())).hasSize(1);
    assertThat(reader().stats().passages()).isEqualTo(1);
  }

  @Test
  default void aHitCarriesTheUsageOfNow() {
    write(note(1, "disk full"));
    writer().adjust(id(1), UsageDelta.outcome(true, NOW));

    assertThat(reader().search(SearchRequest.text("disk", NOW).build()))
        .extracting(SearchHit::usage)
        .containsExactly(new Usage(0, 0, 1, 0, NOW, Map.of()));
  }

  @Test
  default void usageIsAnsweredForEveryIdThatIsAskedFor() {
    write(note(1, "a"), note(2, "b"));
    writer().adjust(id(2), UsageDelta.recalled());

    assertThat(reader().usage(List.of(id(3), id(2), id(1))))
        .isEqualTo(
            Map.of(
                id(1), Usage.NONE,
                id(2), new Usage(1, 0, 0, 0, null, Map.of()),
                id(3), Usage.NONE));
    assertThat(reader().usage(List.of())).isEmpty();
  }

  @Test
  default void stepsAreCountedUnderAnyWords() {
    write(note(1, "a"));
    String key = "kubectl rollout undo deploy/checkout # \"quoted\", é, 🚒, a.b[0] = %_'";

    writer().adjust(id(1), UsageDelta.recalled().withStep(key, new StepUsage(1, 1, 0, 0)));
    writer().adjust(id(1), UsageDelta.recalled().withStep(key, new StepUsage(0, 0, 0, 2)));

    assertThat(usage(id(1)).steps()).isEqualTo(Map.of(key, new StepUsage(1, 1, 0, 2)));
  }
}
