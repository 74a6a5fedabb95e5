package io.runbookmemory.text;

import static io.runbookmemory.text.OperationsTokenizer.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsTokenizerPropertiesTest {

  private static final int SEEDS = 1000;

  @Test
  void aTokenHoldsOnlyLettersDigitsMarksAndPoints() {
    for (int seed = 0; seed < SEEDS; seed++) {
      for (String token : tokens(RandomText.of(new Random(seed), 40))) {
        assertThat(token).as("seed %d", seed).hasSizeBetween(1, 128);
        assertThat(token.codePoints()).as("seed %d, %s", seed, token).allMatch(this::isAllowed);
      }
    }
  }

  private boolean isAllowed(int c) {
    return c == '.'
        || switch (Character.getType(c)) {
          case Character.UPPERCASE_LETTER,
              Character.LOWERCASE_LETTER,
              Character.TITLECASE_LETTER,
              Character.MODIFIER_LETTER,
              Character.OTHER_LETTER,
              Character.DECIMAL_DIGIT_NUMBER,
              Character.LETTER_NUMBER,
              Character.OTHER_NUMBER,
              Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK ->
              true;
          default -> false;
        };
  }

  @Test
  void theTokensOfTwoTextsAreThoseOfEach() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      String one = RandomText.of(random, 20);
      String other = RandomText.of(random, 20);
      var both = new ArrayList<>(tokens(one));
      both.addAll(tokens(other));
      assertThat(tokens(one + "\n" + other)).as("seed %d", seed).isEqualTo(both);
    }
  }

  @Test
  void decomposedTextHasTheTokensOfComposedText() {
    for (int seed = 0; seed < SEEDS; seed++) {
      String text = RandomText.of(new Random(seed), 40);
      assertThat(tokens(Normalizer.normalize(text, Normalizer.Form.NFD)))
          .as("seed %d", seed)
          .isEqualTo(tokens(Normalizer.normalize(text, Normalizer.Form.NFC)));
    }
  }

  @Test
  void allSpellingsOfACompoundShareTheirTokens() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      List<String> words = List.of(word(random), word(random), word(random));
      String camel = String.join("", words.stream().map(this::capitalised).toList());
      assertThat(tokens(camel))
          .as("seed %d", seed)
          .isEqualTo(tokens(String.join("-", words)))
          .isEqualTo(tokens(String.join("_", words)))
          .containsAll(tokens(String.join(" ", words)));
    }
  }

  private String word(Random random) {
    return RandomText.word(random);
  }

  private String capitalised(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "A", "a.", "aA", "1.", "y", "\u0344\u0316", "a\u0301", "-", "\ud83d"})
  void hostileTextTakesLinearTime(String unit) {
    String text = "a" + unit.repeat(1_000_000 / unit.length());
    assertTimeout(Duration.ofSeconds(20), () -> assertThat(tokens(text)).isNotNull());
  }
}
