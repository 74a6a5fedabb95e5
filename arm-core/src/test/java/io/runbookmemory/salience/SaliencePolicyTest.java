package io.runbookmemory.salience;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaliencePolicyTest {

  private static final SaliencePolicy POLICY = SaliencePolicy.DEFAULT;
  private static final Offset<Double> EXACT = within(1e-12);
  private static final double FLOOR = 0.3;
  private static final List<MemoryType> TYPES = List.of(MemoryType.values());

  private static Memory memory(MemoryType type) {
    return TestMemories.note("Disk full", "Clear the logs").type(type).build();
  }

  private static Usage used(long reinforcements, long successes, long failures) {
    return new Usage(0, reinforcements, successes, failures, null, Map.of());
  }

  private static Salience after(Memory memory, Duration age) {
    return POLICY.salience(memory, Usage.NONE, NOW.plus(age));
  }

  @ParameterizedTest
  @EnumSource(names = "PROCEDURAL", mode = EnumSource.Mode.EXCLUDE)
  void atOneHalfLifeHalfOfWhatCanFadeIsLeft(MemoryType type) {
    Duration halfLife = POLICY.halfLife(type).orElseThrow();
    Memory memory = memory(type);

    assertThat(after(memory, Duration.ZERO).recency()).isEqualTo(1, EXACT);
    assertThat(after(memory, halfLife).recency()).isEqualTo(FLOOR + (1 - FLOOR) / 2, EXACT);
    assertThat(after(memory, halfLife.multipliedBy(2)).recency())
        .isEqualTo(FLOOR + (1 - FLOOR) / 4, EXACT);
  }

  @Test
  void whatIsTrueForLongerFadesMoreSlowly() {
    assertThat(
            Stream.of(
                    MemoryType.TEMPORAL,
                    MemoryType.EPISODIC,
                    MemoryType.FACTUAL,
                    MemoryType.SEMANTIC)
                .map(type -> POLICY.halfLife(type).orElseThrow()))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(POLICY.halfLife(MemoryType.PROCEDURAL)).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void anOlderMemoryNeverCountsMoreAndAllFactorsStayInRange(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      MemoryType type = TYPES.get(random.nextInt(TYPES.size()));
      Usage usage = used(random.nextInt(20), random.nextInt(9), random.nextInt(9));
      Memory memory = memory(type);
      Instant sooner = NOW.plusSeconds(random.nextLong(-1_000_000, 400_000_000));
      Instant later = sooner.plusSeconds(random.nextLong(400_000_000));
      Salience one = POLICY.salience(memory, usage, sooner);
      Salience other = POLICY.salience(memory, usage, later);

      assertThat(other.recency())
          .as("seed %d, case %d, %s", seed, i, type)
          .isLessThanOrEqualTo(one.recency())
          .isBetween(FLOOR, 1.0);
      assertThat(other.value())
          .as("seed %d, case %d, %s", seed, i, type)
          .isLessThanOrEqualTo(one.value())
          .isBetween(0.0, 1.0);
      assertThat(other.success()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void aPinnedOrProceduralMemoryDoesNotFade() {
    Memory pinned = memory(MemoryType.TEMPORAL).toBuilder().pinned(true).build();

    assertThat(after(pinned, Duration.ofDays(36_500)).recency()).isEqualTo(1);
    assertThat(after(memory(MemoryType.PROCEDURAL), Duration.ofDays(36_500)).recency())
        .isEqualTo(1);
  }

  @Test
  void theClockRunsFromWhenItWasLastSeenElseHappenedElseCreated() {
    Memory created = memory(MemoryType.TEMPORAL);
    Memory happened = created.toBuilder().happenedAt(NOW.minus(Duration.ofDays(7))).build();
    Memory seen = happened.toBuilder().lastSeenAt(NOW.plus(Duration.ofDays(7))).build();
    Duration week = Duration.ofDays(7);

    assertThat(after(created, week).recency()).isEqualTo(FLOOR + (1 - FLOOR) / 2, EXACT);
    assertThat(after(happened, week).recency()).isEqualTo(FLOOR + (1 - FLOOR) / 4, EXACT);
    assertThat(after(seen, week).recency()).isEqualTo(1, EXACT);
  }

  @Test
  void anEditDoesNotMoveTheClock() {
    Memory edited =
        memory(MemoryType.TEMPORAL).toBuilder().updatedAt(NOW.plus(Duration.ofDays(6))).build();

    assertThat(after(edited, Duration.ofDays(7)).recency())
        .isEqualTo(FLOOR + (1 - FLOOR) / 2, EXACT);
  }

  @Test
  void aReinforcementMovesTheClockAndAnOldOneDoesNotMoveItBack() {
    Memory memory = memory(MemoryType.TEMPORAL);
    Instant later = NOW.plus(Duration.ofDays(14));
    Usage fresh = Usage.NONE.plus(UsageDelta.reinforced(1, later));
    Usage old = Usage.NONE.plus(UsageDelta.reinforced(1, NOW.minus(Duration.ofDays(99))));

    assertThat(POLICY.salience(memory, fresh, later).recency()).isEqualTo(1, EXACT);
    assertThat(POLICY.salience(memory, old, later).recency())
        .isEqualTo(after(memory, Duration.ofDays(14)).recency());
  }

  @Test
  void aSuccessMovesTheClockAndAFailureDoesNot() {
    Memory memory = memory(MemoryType.TEMPORAL);
    Instant later = NOW.plus(Duration.ofDays(14));
    Usage helped = Usage.NONE.plus(UsageDelta.outcome(true, later));
    Usage failed = Usage.NONE.plus(UsageDelta.outcome(false, later));

    assertThat(POLICY.salience(memory, helped, later).recency()).isEqualTo(1, EXACT);
    assertThat(POLICY.salience(memory, failed, later).recency())
        .isEqualTo(after(memory, Duration.ofDays(14)).recency());
  }

  @Test
  void eachReinforcementRaisesTheValueByLessThanTheOneBefore() {
    Memory memory = memory(MemoryType.EPISODIC);
    List<Double> gains = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      double before = POLICY.salience(memory, used(i, 0, 0), NOW).value();
      gains.add(POLICY.salience(memory, used(i + 1, 0, 0), NOW).value() - before);
    }

    assertThat(gains).allMatch(gain -> gain > 0);
    assertThat(gains).isSortedAccordingTo((one, other) -> Double.compare(other, one));
    // Three bring it half of the way from 0.7 to 1.
    assertThat(POLICY.salience(memory, used(3, 0, 0), NOW).value())
        .isEqualTo((0.85 + 0.5) / 2, EXACT);
  }

  @Test
  void aMemoryFromTheFutureCountsAsNew() {
    assertThat(after(memory(MemoryType.TEMPORAL), Duration.ofDays(-400)).recency()).isEqualTo(1);
  }

  @Test
  void theResultDoesNotDependOnHowOftenItIsAsked() {
    Memory memory = memory(MemoryType.EPISODIC);
    Salience once = after(memory, Duration.ofDays(30));
    for (int day = 0; day < 30; day++) {
      POLICY.salience(memory, Usage.NONE, NOW.plus(Duration.ofDays(day)));
    }

    assertThat(after(memory, Duration.ofDays(30))).isEqualTo(once);
  }

  @Test
  void successIsTheMeanOfAUniformBetaPosterior() {
    Memory memory = memory(MemoryType.EPISODIC);

    assertThat(POLICY.salience(memory, used(0, 0, 0), NOW).success()).isEqualTo(0.5);
    assertThat(POLICY.salience(memory, used(0, 1, 0), NOW).success()).isEqualTo(2.0 / 3, EXACT);
    assertThat(POLICY.salience(memory, used(0, 0, 1), NOW).success()).isEqualTo(1.0 / 3, EXACT);
    assertThat(POLICY.salience(memory, used(0, 8, 2), NOW).success()).isEqualTo(0.75, EXACT);
  }

  @Test
  void anIncidentWithoutAKnownEndIsWorthLess() {
    Incident.Builder builder = Incident.builder("Queue grows");
    Memory open = TestMemories.of("Queue", builder.build()).build();
    Memory tried = with(builder.attempts(List.of(new Attempt("restart", Effect.NO_EFFECT))));
    Memory mitigated = with(builder.attempts(List.of(new Attempt("scale up", Effect.MITIGATED))));
    Memory resolved = with(builder.attempts(List.of()).resolution("Scaled up"));

    assertThat(after(open, Duration.ZERO).value()).isEqualTo((0.4 + 0.5) / 2, EXACT);
    assertThat(after(tried, Duration.ZERO).value()).isEqualTo((0.4 + 0.5) / 2, EXACT);
    assertThat(after(mitigated, Duration.ZERO).value()).isEqualTo((0.7 + 0.5) / 2, EXACT);
    assertThat(after(resolved, Duration.ZERO).value()).isEqualTo((0.7 + 0.5) / 2, EXACT);
  }

  private static Memory with(Incident.Builder incident) {
    return TestMemories.of("Queue", incident.build()).build();
  }
}
