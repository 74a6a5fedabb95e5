package io.runbookmemory.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersPropertiesTest {

  private static final int SEEDS = 1000;

  @Test
  void theIdentifiersOfTwoTextsAreThoseOfEach() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      String one = RandomText.of(random, 30);
      String other = RandomText.of(random, 30);
      var both = new HashSet<>(Identifiers.find(one));
      both.addAll(Identifiers.find(other));
      assertThat(Identifiers.find(one + "\n\n" + other)).as("seed %d", seed).isEqualTo(both);
    }
  }

  @Test
  void anIdentifierIsFoundAgainInItsOwnValue() {
    for (int seed = 0; seed < SEEDS; seed++) {
      for (Identifier identifier : Identifiers.find(RandomText.of(new Random(seed), 60))) {
        assertThat(Identifiers.find(identifier.value()))
            .as("seed %d", seed)
            .containsExactly(identifier);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a.",
        "1.",
        "A",
        "Aa",
        "[REDACTED:",
        "[EMAIL_",
        "[",
        "exit code ",
        "a-",
        "-",
        "2-",
        "http ",
        "bcdf2-",
        "\u00e9",
        "e.com ",
        "\ud83d",
        "A1"
      })
  void hostileTextTakesLinearTime(String unit) {
    String text = unit.repeat(1_000_000 / unit.length());
    assertTimeout(
        Duration.ofSeconds(20), () -> assertThat(Identifiers.find(text)).hasSizeLessThan(2));
  }
}
