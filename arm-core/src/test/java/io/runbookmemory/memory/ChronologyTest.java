package io.runbookmemory.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChronologyTest {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");

  private static Chronology with(
      @Nullable Instant happened, @Nullable Instant seen, @Nullable Instant expires) {
    return new Chronology(NOW, NOW, happened, seen, null, expires);
  }

  @Test
  void timesAreCutDownToMicroseconds() {
    Instant early = Instant.parse("1969-12-31T23:59:59.999998500Z");

    assertThat(with(NOW.plusNanos(1999), early, null))
        .isEqualTo(with(NOW.plusNanos(1000), Instant.parse("1969-12-31T23:59:59.999998Z"), null));
  }

  @Test
  void timesLieInTheYearsOneToNineThousandNineHundredNinetyNine() {
    Instant first = Instant.parse("0001-01-01T00:00:00Z");
    Instant last = Instant.parse("9999-12-31T23:59:59.999999Z");

    assertThat(with(first, last, last).happenedAt()).isEqualTo(first);
    for (Instant outside : new Instant[] {first.minusNanos(1), last.plusNanos(1000), Instant.MAX}) {
      assertThatThrownBy(() -> with(null, null, outside))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(outside.toString());
    }
  }

  @Test
  void aThingIsKnownSinceItWasSeenElseHappenedElseWasCreated() {
    assertThat(with(NOW.minusSeconds(9), NOW.minusSeconds(1), null).knownAt())
        .isEqualTo(NOW.minusSeconds(1));
    assertThat(with(NOW.minusSeconds(9), null, null).knownAt()).isEqualTo(NOW.minusSeconds(9));
    assertThat(with(null, null, null).knownAt()).isEqualTo(NOW);
  }

  @Test
  void aThingIsRightAsOfItsVerificationIfThatIsLater() {
    Instant seen = NOW.minusSeconds(5);
    assertThat(verified(seen, NOW.minusSeconds(1)).lastRightAt()).isEqualTo(NOW.minusSeconds(1));
    assertThat(verified(seen, NOW.minusSeconds(9)).lastRightAt()).isEqualTo(seen);
    assertThat(verified(seen, null).lastRightAt()).isEqualTo(seen);
  }

  private static Chronology verified(Instant seen, @Nullable Instant verified) {
    return new Chronology(NOW, NOW, null, seen, verified, null);
  }

  @Test
  void expiryBeginsAtItsInstant() {
    assertThat(with(null, null, NOW).expiredAt(NOW.minusNanos(1))).isFalse();
    assertThat(with(null, null, NOW).expiredAt(NOW)).isTrue();
    assertThat(with(null, null, null).expiredAt(Instant.MAX)).isFalse();
  }
}
