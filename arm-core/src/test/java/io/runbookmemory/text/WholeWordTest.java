package io.runbookmemory.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WholeWordTest {

  private static final int SEED = 20_261_123;

  /** With the letters that are the same as an ASCII one but for their case. */
  private static final String LETTERS = "aAkKsSiIeE5-. \u017f\u212a\u0130\u0131\u00e4\u00c4";

  @Test
  void standsAloneWhateverItsCase() {
    WholeWord word = new WholeWord("db-3.Example");

    assertThat(word.in("on DB-3.example, and", 0)).isEqualTo(3);
    assertThat(word.in("db-3.example db-3.example", 1)).isEqualTo(13);
    assertThat(word.in("db-3.examples", 0)).isEqualTo(-1);
    assertThat(word.in("mydb-3.example", 0)).isEqualTo(-1);
    assertThat(word.in("db-3", 0)).isEqualTo(-1);
  }

  @Test
  void theEmptyValueIsRefused() {
    assertThatThrownBy(() -> new WholeWord(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value must have a character");
  }

  @Test
  void isFoundWhereComparingEachPlaceFindsIt() {
    Random random = new Random(SEED);
    int found = 0;
    for (int i = 0; i < 200_000; i++) {
      String value = drawn(random, 1 + random.nextInt(3));
      String text = drawn(random, random.nextInt(12));
      int from = random.nextInt(3);
      int expected = byComparing(text, value, from);

      assertThat(new WholeWord(value).in(text, from))
          .as("%s in %s", value, text)
          .isEqualTo(expected);
      found += expected >= 0 ? 1 : 0;
    }
    assertThat(found).isGreaterThan(2_000);
  }

  private static String drawn(Random random, int length) {
    StringBuilder drawn = new StringBuilder();
    for (int i = 0; i < length; i++) {
      drawn.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return drawn.toString();
  }

  private static int byComparing(String text, String value, int from) {
    for (int at = from; at + value.length() <= text.length(); at++) {
      int end = at + value.length();
      if (text.regionMatches(true, at, value, 0, value.length())
          && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
          && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
        return at;
      }
    }
    return -1;
  }
}
