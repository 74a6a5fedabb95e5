package io.runbookmemory.store.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a'", "ä", "a\n"})
  void aNameOfOtherCharactersIsRefused(String name) {
    assertThatThrownBy(() -> new Claim(name, "owner", MINUTE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + name + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1S", "PT0S", "PT0.000999999S", "PT24H0.000000001S"})
  void aLengthBeyondItsBoundsIsRefused(Duration length) {
    assertThatThrownBy(() -> new Claim("work", "owner", length))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got " + length);
  }

  @Test
  void anOwnerHasAName() {
    assertThatThrownBy(() -> new Claim("work", "", MINUTE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Claim("work", "x".repeat(257), MINUTE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 257");
    assertThat(new Claim("work", "a\u0000b", MINUTE).owner()).isEqualTo("a\uFFFDb");
  }

  @Test
  void aTokenIsPositive() {
    Claim claim = new Claim("work/1:a", "owner", Duration.ofNanos(1_000_999));

    assertThat(claim.length()).isEqualTo(Duration.ofMillis(1));
    assertThatThrownBy(() -> new Lease(claim, 0, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0");
  }
}
