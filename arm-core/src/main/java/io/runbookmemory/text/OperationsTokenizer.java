package io.runbookmemory.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The tokenizer for operations text: prose, alert names, host names, error codes, log lines and
 * stack traces. Every store indexes these tokens and no others, so that all of them agree on which
 * memories match a text. Pure and thread-safe; linear in the length of the text.
 *
 * <ul>
 *   <li>Text is brought to Unicode NFKC; letters are folded as {@link String#equalsIgnoreCase}
 *       does.
 *   <li>A compound is given in parts and whole. Words are joined by {@code - _}, these by {@code
 *       .}, these by {@code / : @}, and each level is given: {@code db-01.example.com:5432} has
 *       {@code db}, {@code 01}, {@code db01}, {@code example}, {@code com}, {@code db01examplecom},
 *       {@code 5432} and {@code db01examplecom5432}. A whole leaves its joints out, so that {@code
 *       kafka-consumer-lag}, {@code kafka_consumer_lag} and {@code KafkaConsumerLag} share one;
 *       between two digits it has a point, so that {@code 1:12} and {@code 11:2} do not.
 *   <li>A word is split at humps ({@code OOMKilled}: {@code oom}, {@code killed}) and where letters
 *       meet digits, if they meet once ({@code HTTP503}: {@code http}, {@code 503}; but {@code k8s}
 *       and {@code 7d9f8b6c5d} stay whole). Parts of one character are left out, and a word of more
 *       than 64 characters, most likely encoded data, is not split. A number with points, such as
 *       {@code 1.2.3} or {@code 10.0.0.1}, is one word.
 *   <li>A token of the letters a to z alone is stemmed (Porter, 1980). Articles, pronouns,
 *       auxiliary verbs, conjunctions and plain prepositions are left out; "no" and "not" stay.
 *       (The examples above are as before stemming.)
 *   <li>A token is cut after {@value #MAX_TOKEN_LENGTH} characters.
 *   <li>An ideograph or a hiragana, which is written without spaces, is a token of its own.
 * </ul>
 *
 * <p>A token holds letters, digits, combining marks and points: never white space, a quote or a
 * lone surrogate.
 */
public final class OperationsTokenizer {

  /** The version of the rules: an index that was built with another one must be built again. */
  public static final int VERSION = 1;

  /** The length at which a token is cut, in UTF-16 units: a SHA-512 in hexadecimal fits. */
  public static final int MAX_TOKEN_LENGTH = 128;

  /** How tightly a compound is joined: not at all (a word), by - or _, by a point, by / : or @. */
  private static final int LEVELS = 4;

  private final String text;
  private final List<String> tokens = new ArrayList<>();

  /** The words of the compound being read; that of each level begins at its start. */
  private final StringBuilder whole = new StringBuilder();

  private final int[] starts = new int[LEVELS];
  private final int[] words = new int[LEVELS];

  private OperationsTokenizer(String text) {
    this.text = text;
    words[0] = 1;
  }

  /**
   * Returns the tokens of a text in its order, the parts of a compound before the whole. Duplicates
   * are kept: BM25 counts them.
   *
   * @param text any text, lone surrogates included
   * @return an immutable list, empty if the text has no letter or digit, or stop words alone
   */
  public static List<String> tokens(String text) {
    var tokenizer = new OperationsTokenizer(PlainText.of(text));
    tokenizer.run();
    return Collections.unmodifiableList(tokenizer.tokens);
  }

  private void run() {
    int i = 0;
    while (i < text.length()) {
      int end = Words.end(text, i);
      if (end == i) {
        i += Character.charCount(text.codePointAt(i));
        continue;
      }
      Word word = RecentWords.SHARED.at(text, i, end);
      tokens.addAll(word.tokens());
      int joint = joint(i, end);
      if (joint > 0 || words[LEVELS - 1] > 0) {
        join(word.folded());
        close(joint == 0 ? LEVELS - 1 : joint - 1);
      }
      i = joint == 0 ? end : end + 1;
    }
  }

  /** Returns the level of the joint between two words, or 0 where the compound ends. */
  private int joint(int start, int end) {
    if (end + 1 >= text.length()) {
      return 0;
    }
    int level =
        switch (text.charAt(end)) {
          case '-', '_' -> 1;
          case '.' -> 2;
          case '/', ':', '@' -> 3;
          default -> 0;
        };
    boolean joins =
        level > 0
            && Words.begins(text, end + 1)
            && !Words.isIdeograph(text, start)
            && !Words.isIdeograph(text, end + 1);
    return joins ? level : 0;
  }

  private void join(String word) {
    int last = whole.length() - 1;
    if (last >= 0 && Words.isDigit(whole.charAt(last)) && Words.isDigit(word.charAt(0))) {
      whole.append('.');
    }
    for (int level = 1; level < LEVELS; level++) {
      if (words[level]++ == 0) {
        starts[level] = whole.length();
      }
    }
    whole.append(word);
  }

  /** Ends the compounds up to a level, and gives each that is more than the one within it. */
  private void close(int highest) {
    for (int level = 1; level <= highest; level++) {
      if (words[level] > words[level - 1]) {
        int end = Math.min(whole.length(), starts[level] + MAX_TOKEN_LENGTH + 1);
        Word.token(whole.substring(starts[level], end)).ifPresent(tokens::add);
      }
    }
    Arrays.fill(words, 1, highest + 1, 0);
    if (highest == LEVELS - 1) {
      whole.setLength(0);
    }
  }
}
