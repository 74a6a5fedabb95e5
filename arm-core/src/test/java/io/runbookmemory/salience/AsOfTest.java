package io.runbookmemory.salience;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd times, odd policies, and what is stale. */
class AsOfTest {

  private static final SaliencePolicy POLICY = SaliencePolicy.DEFAULT;
  private static final Duration DAY = Duration.ofDays(1);

  private static Memory memory(MemoryType type) {
    return note("Disk full", "Clear the logs").type(type).build();
  }

  private static Salience after(Memory memory, Duration age) {
    return POLICY.salience(memory, Usage.NONE, NOW.plus(age));
  }

  @ParameterizedTest
  @EnumSource
  void anyTimeIsSafe(MemoryType type) {
    Usage storm =
        new Usage(0, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Instant.EPOCH, Map.of());
    for (String known : new String[] {"0001-01-01T00:00:00Z", "1969-12-31T23:59:59.5Z"}) {
      Memory memory = memory(type).toBuilder().happenedAt(Instant.parse(known)).build();
      for (Instant asOf : new Instant[] {Instant.MIN, Instant.EPOCH, NOW, Instant.MAX}) {
        Salience salience = POLICY.salience(memory, storm, asOf);

        assertThat(salience.recency()).isBetween(POLICY.floor(), 1.0);
        assertThat(salience.success()).isEqualTo(0.5);
        assertThat(salience.value()).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void nothingOfItsUseCountsAsOfATimeBeforeTheLastOfIt() {
    Memory memory = memory(MemoryType.TEMPORAL);
    Instant used = NOW.plus(DAY.multipliedBy(20));
    Usage usage =
        Usage.NONE
            .plus(UsageDelta.outcome(true, NOW.plus(DAY)))
            .plus(UsageDelta.reinforced(5, used));

    assertThat(POLICY.salience(memory, usage, used.minusNanos(1000)))
        .isEqualTo(POLICY.salience(memory, Usage.NONE, used.minusNanos(1000)));
    assertThat(POLICY.salience(memory, usage, used).recency()).isEqualTo(1);
    assertThat(POLICY.salience(memory, usage, used).outcomes()).isEqualTo(usage.outcomes());
  }

  @ParameterizedTest
  @CsvSource({"FACTUAL, 90", "EPISODIC, 30", "SEMANTIC, 60", "TEMPORAL, 7"})
  void aMemoryIsStaleFromTheAgeOfItsTypeOn(MemoryType type, long days) {
    Memory memory = memory(type);

    assertThat(after(memory, DAY.multipliedBy(days).minusSeconds(1)).stale()).isFalse();
    assertThat(after(memory, DAY.multipliedBy(days)).stale()).isTrue();
    assertThat(after(memory.toBuilder().pinned(true).build(), DAY.multipliedBy(days)).stale())
        .isFalse();
  }

  @Test
  void howItIsDoneIsNeverStale() {
    assertThat(after(memory(MemoryType.PROCEDURAL), DAY.multipliedBy(9999)).stale()).isFalse();
  }

  @Test
  void whatAnOwnerVerifiedIsNewAgainButNotBefore() {
    Instant verified = NOW.plus(DAY.multipliedBy(14));
    Memory memory = memory(MemoryType.TEMPORAL).toBuilder().lastVerifiedAt(verified).build();

    assertThat(after(memory, DAY.multipliedBy(20)).stale()).isFalse();
    assertThat(after(memory, DAY.multipliedBy(14)).recency()).isEqualTo(1);
    assertThat(after(memory, DAY.multipliedBy(13)).stale()).isTrue();
  }

  @Test
  void anotherPolicyIsBuiltFromTheOneThatHolds() {
    SaliencePolicy policy =
        POLICY.toBuilder()
            .halfLife(MemoryType.EPISODIC, DAY)
            .halfLife(MemoryType.TEMPORAL, null)
            .staleAfter(MemoryType.PROCEDURAL, DAY)
            .floor(0)
            .build();

    assertThat(policy.salience(memory(MemoryType.EPISODIC), Usage.NONE, NOW.plus(DAY)).recency())
        .isEqualTo(0.5, within(1e-12));
    assertThat(policy.halfLife(MemoryType.TEMPORAL)).isEmpty();
    assertThat(policy.halfLife(MemoryType.FACTUAL)).isEqualTo(POLICY.halfLife(MemoryType.FACTUAL));
    assertThat(policy.staleAfter(MemoryType.PROCEDURAL)).contains(DAY);
    assertThat(policy.toBuilder().build().floor()).isZero();
    assertThat(POLICY.halfLife(MemoryType.TEMPORAL)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void anAgeThatIsNoneIsRefused(Duration none) {
    assertThatThrownBy(() -> SaliencePolicy.builder().halfLife(MemoryType.FACTUAL, none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the half-life of FACTUAL must be above zero, got " + none);
    assertThatThrownBy(() -> SaliencePolicy.builder().staleAfter(MemoryType.FACTUAL, none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("stale", "FACTUAL must be above zero, got " + none);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void aFloorOutOfRangeIsRefused(double floor) {
    assertThatThrownBy(() -> SaliencePolicy.builder().floor(floor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the floor must be in [0, 1], got " + floor);
  }
}
