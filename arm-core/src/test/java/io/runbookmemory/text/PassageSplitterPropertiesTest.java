package io.runbookmemory.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassageSplitterPropertiesTest {

  private static final int SEEDS = 1000;

  @Test
  void everyCharacterThatIsNotWhiteSpaceIsInExactlyOneRangeAndRangesAscend() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      String text = "x" + RandomText.of(random, random.nextInt(400));
      int end = 0;
      for (var passage : new PassageSplitter(100 + random.nextInt(200)).split("Title", text)) {
        TextRange range = passage.range();
        assertThat(range.start()).as("seed %d", seed).isGreaterThanOrEqualTo(end);
        assertThat(isWhite(text, end, range.start())).as("seed %d", seed).isTrue();
        assertThat(text.charAt(range.start())).as("seed %d", seed).matches(c -> !white(c));
        assertThat(text.charAt(range.end() - 1)).as("seed %d", seed).matches(c -> !white(c));
        end = range.end();
      }
      assertThat(isWhite(text, end, text.length())).as("seed %d", seed).isTrue();
    }
  }

  @Test
  void aPassageFitsAndEndsWithItsTextAndPartsNoSurrogatePair() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      String text = "x" + RandomText.of(random, random.nextInt(400));
      String title = RandomText.of(random, random.nextInt(60));
      int max = 100 + random.nextInt(200);
      for (var passage : new PassageSplitter(max).split(title, text)) {
        TextRange range = passage.range();
        assertThat(passage.embeddable())
            .as("seed %d", seed)
            .endsWith(range.in(text))
            .hasSizeLessThanOrEqualTo(max);
        assertThat(partsAPair(text, range.end())).as("seed %d", seed).isFalse();
      }
    }
  }

  @Test
  void aSmallTextIsOnePassage() {
    for (int seed = 0; seed < SEEDS; seed++) {
      String text = "x" + RandomText.of(new Random(seed), 4);
      assertThat(new PassageSplitter().split("Title", text)).as("seed %d", seed).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a b. ", "\n\n", "\ud83d\ude00", "# a\n", "`", "x\n\n", "```\n"})
  void hostileTextTakesLinearTime(String unit) {
    String text = "a" + unit.repeat(4_000_000 / unit.length());
    assertTimeout(
        Duration.ofSeconds(20),
        () -> assertThat(new PassageSplitter().split("Title", text)).isNotEmpty());
  }

  @Test
  void longRunsOfWhiteSpaceTakeLinearTime() {
    String text = ("a" + " ".repeat(100_000)).repeat(40);
    assertTimeout(
        Duration.ofSeconds(20),
        () -> assertThat(new PassageSplitter().split("Title", text)).hasSize(40));
  }

  private static boolean isWhite(String text, int from, int to) {
    return text.substring(from, to).chars().allMatch(c -> white((char) c));
  }

  private static boolean white(char c) {
    return Character.isWhitespace(c);
  }

  private static boolean partsAPair(String text, int end) {
    return end < text.length() && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end));
  }
}
