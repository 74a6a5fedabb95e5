package io.runbookmemory.learn.analysis.signature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Lines that differ in their variable parts alone, as one template. The idea of a parse tree of
 * fixed depth is that of He et al. (2017), Drain, ICWS: lines are told apart by their number of
 * words and their first words, and within such a leaf a line joins the template with which it
 * shares most words, at least half. Words with a digit, and those that lines of a template differ
 * in, are variable. Bounded: what does not fit is no template's.
 */
final class LineTemplates {

  static final String ANY = "<*>";

  /** What no template takes. */
  static final int NONE = -1;

  private static final Pattern BLANK = Pattern.compile("\\s+");
  private static final int LONGEST_LINE = 300;
  private static final int MOST_WORDS = 24;
  private static final int FIRST_WORDS = 2;
  private static final int MOST_PER_LEAF = 100;
  private static final int MOST = 20_000;

  private final Map<String, List<Integer>> leaves = new HashMap<>();
  private final List<String[]> templates = new ArrayList<>();

  /** Returns the number of the template that a line belongs to from now on. */
  int of(String text) {
    String[] words = words(text);
    if (words.length == 0) {
      return NONE;
    }
    StringBuilder key = new StringBuilder().append(words.length);
    for (int i = 0; i < Math.min(FIRST_WORDS, words.length); i++) {
      key.append(' ').append(words[i]);
    }
    List<Integer> leaf = leaves.computeIfAbsent(key.toString(), one -> new ArrayList<>());
    int best = NONE;
    int most = (words.length + 1) / 2 - 1;
    for (int number : leaf) {
      int same = same(templates.get(number), words);
      if (same > most) {
        most = same;
        best = number;
      }
    }
    if (best != NONE) {
      generalize(templates.get(best), words);
      return best;
    }
    if (leaf.size() == MOST_PER_LEAF || templates.size() == MOST) {
      return NONE;
    }
    templates.add(words);
    leaf.add(templates.size() - 1);
    return templates.size() - 1;
  }

  String text(int template) {
    return String.join(" ", templates.get(template));
  }

  /** Returns the first words of the first line with anything in it, variable ones masked. */
  private static String[] words(String text) {
    String line =
        text.lines().map(String::strip).filter(one -> !one.isEmpty()).findFirst().orElse("");
    String cut = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    return BLANK
        .splitAsStream(cut.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .limit(MOST_WORDS)
        .map(LineTemplates::masked)
        .toArray(String[]::new);
  }

  private static String masked(String word) {
    return word.chars().anyMatch(Character::isDigit) ? ANY : word;
  }

  private static int same(String[] template, String[] words) {
    int same = 0;
    for (int i = 0; i < words.length; i++) {
      same += template[i].equals(words[i]) ? 1 : 0;
    }
    return same;
  }

  private static void generalize(String[] template, String[] words) {
    for (int i = 0; i < words.length; i++) {
      if (!template[i].equals(words[i])) {
        template[i] = ANY;
      }
    }
  }
}
