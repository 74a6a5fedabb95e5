package io.runbookmemory.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentWordsTest {

  private static final int WORDS = 200_000;

  private final RecentWords words = new RecentWords();

  @Test
  void aWordThatComesAgainIsTheSameObject() {
    Word first = words.at("pods restarting", 5, 15);
    assertThat(words.at("restarting pods", 0, 10)).isSameAs(first);
  }

  @Test
  void aWordIsWhatItIsWithoutThoseBeforeItWhicheverItDisplaced() {
    Random random = new Random(1);
    for (int i = 0; i < WORDS; i++) {
      assertIsItself(RandomText.word(random) + random.nextInt(3));
    }
  }

  @Test
  void aLongWordIsNotKept() {
    String hash = "0123456789abcdef".repeat(4);
    assertThat(words.at(hash, 0, 64)).isEqualTo(words.at(hash, 0, 64));
    assertThat(words.at(hash, 0, 64)).isNotSameAs(words.at(hash, 0, 64));
  }

  @Test
  void threadsThatDisplaceEachOthersWordsReadTheirOwn() {
    IntStream.range(0, 4)
        .parallel()
        .forEach(
            seed -> {
              Random random = new Random(seed);
              for (int i = 0; i < WORDS / 4; i++) {
                assertIsItself(RandomText.word(random));
              }
            });
  }

  private void assertIsItself(String written) {
    Word word = words.at("a " + written + " b", 2, 2 + written.length());
    if (!word.equals(Word.of(written))) {
      assertThat(word).isEqualTo(Word.of(written));
    }
  }
}
