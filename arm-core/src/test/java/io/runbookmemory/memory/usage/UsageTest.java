package io.runbookmemory.memory.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UsageTest {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");

  private static UsageDelta delta(Random random) {
    Instant at = NOW.plusNanos(random.nextInt(5000));
    UsageDelta delta =
        switch (random.nextInt(4)) {
          case 0 -> UsageDelta.recalled();
          case 1 -> UsageDelta.reinforced(1 + random.nextInt(3), at);
          case 2 -> UsageDelta.outcome(true, at);
          default -> UsageDelta.outcome(false, at);
        };
    StepUsage step = new StepUsage(random.nextInt(3), random.nextInt(3), 0, random.nextInt(2));
    return random.nextBoolean() ? delta : delta.withStep("step " + random.nextInt(3), step);
  }

  private static Usage sum(List<UsageDelta> deltas) {
    Usage usage = Usage.NONE;
    for (UsageDelta delta : deltas) {
      usage = usage.plus(delta);
    }
    return usage;
  }

  @Test
  void theOrderOfDeltasDoesNotMatter() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<UsageDelta> deltas = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        deltas.add(delta(random));
      }
      Usage inOrder = sum(deltas);
      Collections.shuffle(deltas, random);
      assertThat(sum(deltas)).as("seed %d", seed).isEqualTo(inOrder);
    }
  }

  @Test
  void aUsageIncludesWhatItGrewFromAndNothingThatGrewFromIt() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      Usage usage = sum(List.of(delta(random), delta(random)));
      Usage grown = usage.plus(delta(random));

      assertThat(grown.includes(usage)).as("seed %d", seed).isTrue();
      assertThat(usage.includes(grown)).as("seed %d", seed).isEqualTo(usage.equals(grown));
      assertThat(usage.includes(Usage.NONE)).isTrue();
    }
  }

  @Test
  void everyCountMakesAUsageGrow() {
    Usage usage = new Usage(1, 1, 1, 1, NOW, Map.of("a", new StepUsage(1, 1, 1, 1)));
    List<Usage> grown =
        List.of(
            new Usage(2, 1, 1, 1, NOW, usage.steps()),
            new Usage(1, 2, 1, 1, NOW, usage.steps()),
            new Usage(1, 1, 2, 1, NOW, usage.steps()),
            new Usage(1, 1, 1, 2, NOW, usage.steps()),
            new Usage(1, 1, 1, 1, NOW.plusNanos(1000), usage.steps()),
            new Usage(1, 1, 1, 1, NOW, Map.of("a", new StepUsage(2, 1, 1, 1))),
            new Usage(1, 1, 1, 1, NOW, Map.of("a", new StepUsage(1, 2, 1, 1))),
            new Usage(1, 1, 1, 1, NOW, Map.of("a", new StepUsage(1, 1, 2, 1))),
            new Usage(1, 1, 1, 1, NOW, Map.of("a", new StepUsage(1, 1, 1, 2))));

    assertThat(grown).allMatch(more -> more.includes(usage)).noneMatch(usage::includes);
  }

  @Test
  void aStormOfReinforcementsStopsAtTheEnd() {
    UsageDelta all = UsageDelta.reinforced(Long.MAX_VALUE, NOW);
    StepUsage often = new StepUsage(Long.MAX_VALUE, Long.MAX_VALUE, 1, 2);

    Usage usage = sum(List.of(all.withStep("a", often), all.withStep("a", often)));

    assertThat(usage.reinforcements()).isEqualTo(Long.MAX_VALUE);
    assertThat(usage.steps().get("a"))
        .isEqualTo(new StepUsage(Long.MAX_VALUE, Long.MAX_VALUE, 2, 4));
  }

  @Test
  void whatWasCountedOfAStepIsSaidInWords() {
    assertThat(StepUsage.NONE.inWords()).isEmpty();
    assertThat(new StepUsage(2, 1, 1, 0).inWords())
        .isEqualTo("helped 1 of 2 times, too few to tell; made it worse 1 time");
    assertThat(new StepUsage(0, 0, 0, 3).inWords()).isEqualTo("passed over 3 times");
    assertThat(new StepUsage(4, 4, 0, 1).inWords())
        .isEqualTo("helped 4 of 4 times, expect 83 % ± 14 %; passed over 1 time");
  }

  @Test
  void aFailureDoesNotReinforce() {
    assertThat(UsageDelta.outcome(false, NOW).usage().lastReinforced()).isNull();
    assertThat(UsageDelta.outcome(true, NOW.plusNanos(1999)).usage().lastReinforced())
        .isEqualTo(NOW.plusNanos(1000));
  }

  @Test
  void countsAreNotNegative() {
    assertThatThrownBy(() -> new Usage(0, 0, -1, 0, null, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> new StepUsage(0, 0, 0, -2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-2");
    assertThatThrownBy(() -> UsageDelta.reinforced(0, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("times must be at least 1, got 0");
  }
}
