package io.runbookmemory.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The suffix stripping algorithm of M. F. Porter, "An algorithm for suffix stripping", Program 14
 * (3), 1980, pages 130 to 137, as published: without the later departures of the author's programs
 * ({@code -bli}, {@code -logi}). As in those programs, words of one or two letters stay as they
 * are.
 *
 * <p>The names are the paper's: {@code m} is the measure, the number of vowel-consonant sequences
 * of a stem; {@code *v*}, {@code *d} and {@code *o} are its conditions.
 */
final class PorterStemmer {

  private record Rule(String suffix, String replacement) {}

  private static final List<List<Rule>> STEP_2 =
      rules(
          "ational ate tional tion enci ence anci ance izer ize abli able alli al entli ent eli e"
              + " ousli ous ization ize ation ate ator ate alism al iveness ive fulness ful"
              + " ousness ous aliti al iviti ive biliti ble");

  private static final List<List<Rule>> STEP_3 =
      rules("icate ic ative - alize al iciti ic ical ic ful - ness -");

  // "ement" before "ment" before "ent": the longest suffix that matches decides.
  private static final List<List<Rule>> STEP_4 =
      rules(
          "al - ance - ence - er - ic - able - ible - ant - ement - ment - ent - ion - ou - ism -"
              + " ate - iti - ous - ive - ize -");

  private static final int LETTERS = 26;

  private final StringBuilder word;

  private PorterStemmer(String word) {
    this.word = new StringBuilder(word);
  }

  /**
   * Returns the stem of a word.
   *
   * @param word lower-case letters a to z
   * @return its stem, of letters a to z, never empty unless the word is
   */
  static String stem(String word) {
    if (word.length() < 3) {
      return word;
    }
    var stemmer = new PorterStemmer(word);
    stemmer.plurals();
    stemmer.pastAndProgressive();
    stemmer.finalY();
    stemmer.replaceFirst(STEP_2, 0);
    stemmer.replaceFirst(STEP_3, 0);
    stemmer.replaceFirst(STEP_4, 1);
    stemmer.finalE();
    return stemmer.word.toString();
  }

  /** Returns the rules by the last letter of the suffix, those of a letter in their order. */
  private static List<List<Rule>> rules(String pairs) {
    String[] words = pairs.split(" ", -1);
    List<List<Rule>> rules = new ArrayList<>();
    for (int letter = 0; letter < LETTERS; letter++) {
      rules.add(new ArrayList<>());
    }
    for (int i = 0; i < words.length; i += 2) {
      String suffix = words[i];
      String replacement = words[i + 1].equals("-") ? "" : words[i + 1];
      rules.get(suffix.charAt(suffix.length() - 1) - 'a').add(new Rule(suffix, replacement));
    }
    return rules;
  }

  /** Step 1a. */
  private void plurals() {
    if (ends("sses") || ends("ies")) {
      drop(2);
    } else if (ends("s") && !ends("ss")) {
      drop(1);
    }
  }

  /** Step 1b. */
  private void pastAndProgressive() {
    if (ends("eed")) {
      if (measure(word.length() - 3) > 0) {
        drop(1);
      }
    } else if (ends("ed") && hasVowel(word.length() - 2)) {
      drop(2);
      mend();
    } else if (ends("ing") && hasVowel(word.length() - 3)) {
      drop(3);
      mend();
    }
  }

  /** The second half of step 1b: gives back an e, or takes back a doubled consonant. */
  private void mend() {
    int length = word.length();
    if (ends("at") || ends("bl") || ends("iz")) {
      word.append('e');
    } else if (endsInDoubleConsonant() && "lsz".indexOf(word.charAt(length - 1)) < 0) {
      drop(1);
    } else if (measure(length) == 1 && endsInShortSyllable(length)) {
      word.append('e');
    }
  }

  /** Step 1c. */
  private void finalY() {
    int stem = word.length() - 1;
    if (ends("y") && hasVowel(stem)) {
      word.setCharAt(stem, 'i');
    }
  }

  /**
   * Steps 2 to 4: the first rule whose suffix matches decides, whether its condition holds or not.
   */
  private void replaceFirst(List<List<Rule>> rules, int measureAbove) {
    for (Rule rule : rules.get(word.charAt(word.length() - 1) - 'a')) {
      if (ends(rule.suffix)) {
        int stem = word.length() - rule.suffix.length();
        boolean ionAfterSOrT =
            !rule.suffix.equals("ion") || (stem > 0 && "st".indexOf(word.charAt(stem - 1)) >= 0);
        if (measure(stem) > measureAbove && ionAfterSOrT) {
          word.replace(stem, word.length(), rule.replacement);
        }
        return;
      }
    }
  }

  /** Step 5. */
  private void finalE() {
    int stem = word.length() - 1;
    if (ends("e") && (measure(stem) > 1 || (measure(stem) == 1 && !endsInShortSyllable(stem)))) {
      drop(1);
    }
    if (ends("ll") && measure(word.length()) > 1) {
      drop(1);
    }
  }

  private boolean ends(String suffix) {
    int start = word.length() - suffix.length();
    if (start < 0) {
      return false;
    }
    for (int i = suffix.length() - 1; i >= 0; i--) {
      if (word.charAt(start + i) != suffix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void drop(int letters) {
    word.setLength(word.length() - letters);
  }

  /** A y is a consonant at the start and after a vowel. */
  private boolean consonant(int index) {
    return switch (word.charAt(index)) {
      case 'a', 'e', 'i', 'o', 'u' -> false;
      case 'y' -> index == 0 || !consonant(index - 1);
      default -> true;
    };
  }

  private int measure(int length) {
    int sequences = 0;
    for (int i = 1; i < length; i++) {
      if (consonant(i) && !consonant(i - 1)) {
        sequences++;
      }
    }
    return sequences;
  }

  private boolean hasVowel(int length) {
    for (int i = 0; i < length; i++) {
      if (!consonant(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean endsInDoubleConsonant() {
    int last = word.length() - 1;
    return last > 0 && word.charAt(last) == word.charAt(last - 1) && consonant(last);
  }

  /** The paper's *o: consonant, vowel, consonant, the last one not w, x or y. */
  private boolean endsInShortSyllable(int length) {
    return length > 2
        && consonant(length - 3)
        && !consonant(length - 2)
        && consonant(length - 1)
        && "wxy".indexOf(word.charAt(length - 1)) < 0;
  }
}
