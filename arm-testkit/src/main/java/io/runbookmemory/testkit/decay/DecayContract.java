package io.runbookmemory.testkit.decay;

import static io.runbookmemory.testkit.SampleMemories.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.testkit.SampleMemories;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What a way of fading must keep to, whatever its curve. To certify one of your own, extend this
 * class in your tests:
 *
 * <pre>{@code
 * class MyDecayTest extends DecayContract {
 *   @Override
 *   protected Decay decay() {
 *     return new MyDecay()::value;
 *   }
 * }
 * }</pre>
 *
 * <p>Random tests print their seed.
 */
public abstract class DecayContract {

  private static final Duration DAY = Duration.ofDays(1);
  private static final double ROUNDING = 1e-9;

  /** Creates the contract; JUnit does. */
  protected DecayContract() {}

  /**
   * Returns the way of fading under test.
   *
   * @return a new one, that nobody has asked yet
   */
  protected abstract Decay decay();

  /**
   * Returns the least share of what a memory is worth when it is new that time leaves of it.
   *
   * @return above 0 and at most 1; 0.3 by default
   */
  protected double floor() {
    return 0.3;
  }

  private static Memory memory(MemoryType type) {
    return SampleMemories.note(SampleMemories.id(1), "Disk full", "Clear the logs")
        .type(type)
        .build();
  }

  private static Usage reinforced(long times, Instant at) {
    return Usage.NONE.plus(UsageDelta.reinforced(times, at));
  }

  private static Instant day(long days) {
    return NOW.plus(DAY.multipliedBy(days));
  }

  private static Usage random(Random random, Instant last) {
    return new Usage(
        random.nextInt(9),
        random.nextInt(20),
        random.nextInt(9),
        random.nextInt(9),
        last,
        Map.of());
  }

  /** Cadence: who asks every hour hears what hears who asks once, so nothing fades twice. */
  @Test
  void howOftenItWasAskedChangesNothing() {
    for (MemoryType type : MemoryType.values()) {
      Decay often = decay();
      Decay twice = decay();
      for (int hour = 0; hour < 24 * 30; hour++) {
        often.value(memory(type), Usage.NONE, NOW.plus(Duration.ofHours(hour)));
      }
      twice.value(memory(type), Usage.NONE, day(365));
      double once = decay().value(memory(type), Usage.NONE, day(30));

      assertThat(often.value(memory(type), Usage.NONE, day(30))).as("%s", type).isEqualTo(once);
      assertThat(often.value(memory(type), Usage.NONE, day(30))).as("%s", type).isEqualTo(once);
      assertThat(twice.value(memory(type), Usage.NONE, day(30))).as("%s", type).isEqualTo(once);
    }
  }

  @Test
  void anOlderMemoryNeverCountsMore() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      Decay decay = decay();
      for (MemoryType type : MemoryType.values()) {
        Usage usage = random(random, NOW);
        Instant asOf = NOW;
        double before = decay.value(memory(type), usage, asOf);
        for (int i = 0; i < 50; i++) {
          asOf = asOf.plusSeconds(random.nextInt(3_000_000));
          double now = decay.value(memory(type), usage, asOf);
          assertThat(now).as("seed %d, %s, %s", seed, type, asOf).isLessThanOrEqualTo(before);
          before = now;
        }
      }
    }
  }

  /** A memory does not lose a day's worth at midnight. */
  @Test
  void itFadesInNoSteps() {
    Decay decay = decay();
    for (MemoryType type : MemoryType.values()) {
      for (int hour = 0; hour <= 24 * 14; hour++) {
        Instant asOf = NOW.plus(Duration.ofHours(hour));
        double before = decay.value(memory(type), Usage.NONE, asOf.minusSeconds(1));

        assertThat(decay.value(memory(type), Usage.NONE, asOf))
            .as("%s, a second before hour %d", type, hour)
            .isEqualTo(before, within(before / 500));
      }
    }
  }

  @Test
  void itStaysInRangeWhateverTimeAndUse() {
    Decay decay = decay();
    long all = Long.MAX_VALUE;
    for (Usage usage :
        List.of(
            Usage.NONE,
            reinforced(all, NOW),
            new Usage(all, all, all, all, NOW, Map.of()),
            new Usage(0, 0, 0, all, null, Map.of()))) {
      for (String known :
          List.of("0001-01-01T00:00:00Z", "1969-12-31T12:00:00Z", "9999-12-31T00:00:00Z")) {
        for (MemoryType type : MemoryType.values()) {
          Memory memory = memory(type).toBuilder().happenedAt(Instant.parse(known)).build();
          for (Instant asOf : List.of(Instant.MIN, Instant.EPOCH, NOW, Instant.MAX)) {
            assertThat(decay.value(memory, usage, asOf))
                .as("%s known %s, as of %s, %s", type, known, asOf, usage)
                .isBetween(0.0, 1.0);
          }
        }
      }
    }
  }

  @Test
  void whatIsOldIsNotLost() {
    Decay decay = decay();
    assertThat(floor()).isGreaterThan(0);
    for (MemoryType type : MemoryType.values()) {
      double fresh = decay.value(memory(type), Usage.NONE, NOW);

      for (long days : new long[] {365, 3_650, 36_500}) {
        assertThat(decay.value(memory(type), Usage.NONE, day(days)))
            .as("%s after %d days", type, days)
            .isGreaterThanOrEqualTo(floor() * fresh - ROUNDING);
      }
    }
  }

  @Test
  void whatIsPinnedDoesNotFade() {
    Decay decay = decay();
    for (MemoryType type : MemoryType.values()) {
      Memory pinned = memory(type).toBuilder().pinned(true).build();

      assertThat(decay.value(pinned, Usage.NONE, day(3_650)))
          .as("%s", type)
          .isEqualTo(decay.value(pinned, Usage.NONE, NOW));
    }
  }

  @Test
  void asOfATimeBeforeItWasKnownAMemoryIsNew() {
    Decay decay = decay();
    for (MemoryType type : MemoryType.values()) {
      for (long days : new long[] {1, 400, 40_000}) {
        assertThat(decay.value(memory(type), Usage.NONE, day(-days)))
            .as("%s, %d days before", type, days)
            .isEqualTo(decay.value(memory(type), Usage.NONE, NOW));
      }
    }
  }

  @Test
  void whatConfirmedItLaterDoesNotCountBefore() {
    Decay decay = decay();
    Usage later = reinforced(5, day(20)).plus(UsageDelta.outcome(true, day(19)));
    for (MemoryType type : MemoryType.values()) {
      assertThat(decay.value(memory(type), later, day(10)))
          .as("%s", type)
          .isEqualTo(decay.value(memory(type), Usage.NONE, day(10)));
      assertThat(decay.value(memory(type), later, day(20)))
          .as("%s", type)
          .isGreaterThan(decay.value(memory(type), Usage.NONE, day(20)));
    }
  }

  @Test
  void theOrderOfWhatHappenedDoesNotMatter() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      List<UsageDelta> deltas = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        Instant at = day(random.nextInt(30));
        deltas.add(
            random.nextBoolean()
                ? UsageDelta.reinforced(1 + random.nextInt(3), at)
                : UsageDelta.outcome(random.nextBoolean(), at));
      }
      double inOrder = decay().value(memory(MemoryType.EPISODIC), sum(deltas), day(40));
      Collections.shuffle(deltas, random);

      assertThat(decay().value(memory(MemoryType.EPISODIC), sum(deltas), day(40)))
          .as("seed %d", seed)
          .isEqualTo(inOrder);
    }
  }

  private static Usage sum(List<UsageDelta> deltas) {
    Usage usage = Usage.NONE;
    for (UsageDelta delta : deltas) {
      usage = usage.plus(delta);
    }
    return usage;
  }

  @Test
  void eachReinforcementAddsLessThanTheOneBefore() {
    Decay decay = decay();
    for (MemoryType type : MemoryType.values()) {
      double gained = Double.POSITIVE_INFINITY;
      for (int times = 1; times < 10; times++) {
        double before = decay.value(memory(type), reinforced(times, NOW), NOW);
        double gain = decay.value(memory(type), reinforced(times + 1, NOW), NOW) - before;

        assertThat(gain).as("%s, %d times", type, times).isBetween(0.0, gained + ROUNDING);
        gained = gain;
      }
    }
  }

  @Test
  void beingShownIsNoProof() {
    Usage shown = new Usage(1_000, 0, 0, 0, null, Map.of());
    for (MemoryType type : MemoryType.values()) {
      assertThat(decay().value(memory(type), shown, day(3)))
          .as("%s", type)
          .isEqualTo(decay().value(memory(type), Usage.NONE, day(3)));
    }
  }

  @Test
  void whatFailedCountsNoMoreThanWhatHelped() {
    Decay decay = decay();
    for (MemoryType type : MemoryType.values()) {
      double unknown = decay.value(memory(type), Usage.NONE, NOW);

      assertThat(decay.value(memory(type), new Usage(0, 0, 0, 3, null, Map.of()), NOW))
          .as("%s", type)
          .isLessThanOrEqualTo(unknown);
      assertThat(decay.value(memory(type), new Usage(0, 0, 3, 0, NOW, Map.of()), NOW))
          .as("%s", type)
          .isGreaterThanOrEqualTo(unknown);
    }
  }
}
