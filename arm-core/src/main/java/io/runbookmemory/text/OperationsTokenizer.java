package io.runbookmemory.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits at white space and punctuation. */
public final class OperationsTokenizer {

  private OperationsTokenizer() {}

  /**
   * Returns the tokens of a text.
   *
   * @param text any text
   * @return in order, duplicates kept
   */
  public static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      if (!word.isEmpty()) {
        tokens.add(word);
      }
    }
    return tokens;
  }
}
