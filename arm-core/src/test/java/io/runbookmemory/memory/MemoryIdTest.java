package io.runbookmemory.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryIdTest {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00.123456Z");

  @Test
  void theSameSourceAndKeyAlwaysGiveTheSameId() {
    // Pinned: stores hold such ids, so that the rule must never change.
    assertThat(MemoryId.named("wiki", "runbooks/pool.md"))
        .hasToString("4171f90d-268a-82cc-b85b-cd274222daf9");
  }

  @Test
  void sourceAndKeyAreToldApart() {
    assertThat(MemoryId.named("ab", "c")).isNotEqualTo(MemoryId.named("a", "bc"));
    assertThat(MemoryId.named("", "abc")).isNotEqualTo(MemoryId.named("abc", ""));
  }

  @Test
  void aNamedIdIsOfVersionEightAndAFreshOneOfSeven() {
    UUID named = MemoryId.named("wiki", "a").value();
    UUID fresh = MemoryId.fresh(NOW, new SplittableRandom(1)).value();

    assertThat(named.version()).isEqualTo(8);
    assertThat(fresh.version()).isEqualTo(7);
    assertThat(named.variant()).isEqualTo(2);
    assertThat(fresh.variant()).isEqualTo(2);
  }

  @Test
  void aFreshIdBeginsWithItsMillisecondAndAscendsWithTime() {
    SplittableRandom random = new SplittableRandom(1);
    MemoryId before = MemoryId.fresh(NOW, random);
    MemoryId after = MemoryId.fresh(NOW.plusMillis(1), random);

    assertThat(before.value().getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    assertThat(before).isLessThan(after);
    assertThat(MemoryId.fresh(NOW, random)).isNotEqualTo(before);
  }

  @Test
  void idsAreOrderedAsTheirBytesAndTheirTextAre() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2000; i++) {
      MemoryId one = new MemoryId(new UUID(random.nextLong(), random.nextLong()));
      MemoryId other =
          new MemoryId(
              new UUID(
                  random.nextBoolean() ? one.value().getMostSignificantBits() : random.nextLong(),
                  random.nextLong()));
      int order = Integer.signum(one.compareTo(other));
      assertThat(order)
          .as("%s and %s of seed 7", one, other)
          .isEqualTo(Integer.signum(Arrays.compareUnsigned(bytes(one), bytes(other))))
          .isEqualTo(Integer.signum(one.toString().compareTo(other.toString())));
    }
  }

  private static byte[] bytes(MemoryId id) {
    return ByteBuffer.allocate(16)
        .putLong(id.value().getMostSignificantBits())
        .putLong(id.value().getLeastSignificantBits())
        .array();
  }

  @Test
  void anIdIsReadBackFromItsText() {
    MemoryId id = MemoryId.named("wiki", "a");

    assertThat(MemoryId.parse(id.toString())).isEqualTo(id);
    assertThat(MemoryId.parse(id.toString().toUpperCase(Locale.ROOT))).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "00000000-0000-0000-0000-00000000000",
        "00000000-0000-0000-0000-00000000000g",
        "000000000-000-0000-0000-000000000000",
        "0000000000000000000000000000000000-0"
      })
  void whatIsNoUuidIsRefused(String text) {
    assertThatThrownBy(() -> MemoryId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"");
  }

  @Test
  void aTextOfAFilesLengthIsRefusedWithoutRepeatingIt() {
    assertThatThrownBy(() -> MemoryId.parse("x".repeat(65_536)))
        .hasMessage("an id must be a UUID of 36 characters, got 65536 characters");
  }
}
