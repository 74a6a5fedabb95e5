package io.runbookmemory.examples.option;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word that was meant, where another stands. */
public final class Nearest {

  private Nearest() {}

  /**
   * Returns the known word within a third of the letters, or two where there are four
   * (Levenshtein's distance), if any.
   */
  public static Optional<String> of(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    int most = word.length() < 4 ? 1 : Math.max(2, word.length() / 3);
    return known.stream()
        .filter(one -> distance(lower, one.toLowerCase(Locale.ROOT)) <= most)
        .min(
            Comparator.comparing((String one) -> distance(lower, one.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
