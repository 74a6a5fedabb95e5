package io.runbookmemory.recall;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a text that a service, a cluster or an environment may be called by: each as it is
 * written and in lower case, and two that follow each other joined as names are ({@code payment
 * gateway}: {@code payment-gateway}).
 */
final class Names {

  /** How many words of a text are looked up: those of a screen of log. */
  private static final int MAX_WORDS = 150;

  private static final int MAX_LENGTH = 64;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}._-]+");
  private static final Pattern EDGES = Pattern.compile("^[._-]+|[._-]+$");

  private Names() {}

  /** Returns the names in the order of the text. */
  static Set<String> of(String text) {
    Set<String> names = new LinkedHashSet<>();
    String before = "";
    int words = 0;
    for (String run : BETWEEN_WORDS.split(text, -1)) {
      String word = EDGES.matcher(run).replaceAll("");
      if (word.length() < 2 || word.length() > MAX_LENGTH) {
        before = "";
        continue;
      }
      String lower = word.toLowerCase(Locale.ROOT);
      if (!before.isEmpty()) {
        names.add(before + "-" + lower);
      }
      names.add(word);
      names.add(lower);
      before = lower;
      if (++words == MAX_WORDS) {
        break;
      }
    }
    return names;
  }
}
