package io.runbookmemory.text;

import java.util.ArrayList;
import java.util.List;

/** Where words begin and end in plain text, and what they are made of. */
final class Words {

  private enum Kind {
    UPPER,
    LOWER,
    DIGIT,
    MARK,
    IDEOGRAPH,
    OTHER
  }

  /** Before it there is neither an ideograph nor a hiragana. */
  private static final int FIRST_IDEOGRAPH = 0x3006;

  private Words() {}

  /**
   * Returns the end of the word that begins at an index: letters, digits and the marks on them,
   * with points between digits and apostrophes after two letters. An ideograph is a word of its
   * own.
   *
   * @return the index after the word, or {@code start} where none begins
   */
  static int end(String text, int start) {
    int i = start;
    while (i < text.length()) {
      if (isAsciiWord(text.charAt(i))) {
        i++;
        continue;
      }
      int c = text.codePointAt(i);
      Kind kind = kind(c);
      boolean belongs =
          switch (kind) {
            case UPPER, LOWER, DIGIT -> true;
            case MARK -> i > start;
            case IDEOGRAPH -> i == start;
            case OTHER -> isInnerPoint(text, start, i) || isInnerApostrophe(text, start, i);
          };
      if (!belongs) {
        return i;
      }
      i += Character.charCount(c);
      if (kind == Kind.IDEOGRAPH) {
        return i;
      }
    }
    return i;
  }

  /** Returns whether a word begins at an index. */
  static boolean begins(String text, int index) {
    return switch (kindAt(text, index)) {
      case UPPER, LOWER, DIGIT, IDEOGRAPH -> true;
      case MARK, OTHER -> false;
    };
  }

  private static boolean isAsciiWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Returns whether the word that begins at an index is an ideograph, which joins no compound. */
  static boolean isIdeograph(String text, int index) {
    return kind(text.codePointAt(index)) == Kind.IDEOGRAPH;
  }

  static boolean isDigit(int codePoint) {
    return kind(codePoint) == Kind.DIGIT;
  }

  /**
   * Returns the parts of a word: its humps, each of them split where letters meet digits if they
   * meet once. Acronyms end before the capital of the next word ({@code OOM|Killed}), a plural
   * acronym keeps its s ({@code PVCs|Bound}).
   *
   * @return at least one part; together they are the word
   */
  static List<String> parts(String word) {
    var parts = new ArrayList<String>();
    int start = 0;
    for (int i = 1; i < word.length(); i++) {
      if (isHumpStart(word, start, i)) {
        addSplitAtDigits(parts, word.substring(start, i));
        start = i;
      }
    }
    addSplitAtDigits(parts, word.substring(start));
    return parts;
  }

  private static boolean isHumpStart(String word, int start, int i) {
    if (kindAt(word, i) != Kind.UPPER) {
      return false;
    }
    Kind before = kindAt(word, i - 1);
    boolean smallFollows = i + 1 < word.length() && kindAt(word, i + 1) == Kind.LOWER;
    return switch (before) {
      case LOWER -> true;
      case UPPER -> smallFollows && i > start && !isPluralEnd(word, i + 1);
      case DIGIT -> smallFollows;
      case MARK, IDEOGRAPH, OTHER -> false;
    };
  }

  private static boolean isPluralEnd(String word, int i) {
    return word.charAt(i) == 's' && (i + 1 == word.length() || kindAt(word, i + 1) != Kind.LOWER);
  }

  private static void addSplitAtDigits(List<String> parts, String hump) {
    int meetings = 0;
    int at = 0;
    for (int i = 1; i < hump.length(); i++) {
      if (isNumeric(hump, i) != isNumeric(hump, i - 1)) {
        meetings++;
        at = i;
      }
    }
    if (meetings == 1) {
      parts.add(hump.substring(0, at));
      parts.add(hump.substring(at));
    } else {
      parts.add(hump);
    }
  }

  private static boolean isNumeric(String word, int i) {
    return kindAt(word, i) == Kind.DIGIT || word.charAt(i) == '.';
  }

  private static boolean isInnerPoint(String text, int start, int i) {
    return text.charAt(i) == '.'
        && i > start
        && i + 1 < text.length()
        && kindAt(text, i - 1) == Kind.DIGIT
        && kindAt(text, i + 1) == Kind.DIGIT;
  }

  // After two letters: don't, pod's; but not the literals u'pod' and b'pod'.
  private static boolean isInnerApostrophe(String text, int start, int i) {
    return (text.charAt(i) == '\'' || text.charAt(i) == '\u2019')
        && i - 2 >= start
        && i + 1 < text.length()
        && Character.isLetter(text.charAt(i - 2))
        && Character.isLetter(text.charAt(i - 1))
        && Character.isLetter(text.charAt(i + 1));
  }

  private static Kind kindAt(String text, int i) {
    return kind(text.codePointAt(i));
  }

  private static Kind kind(int c) {
    if (c < 0x80) {
      return c >= 'a' && c <= 'z'
          ? Kind.LOWER
          : c >= 'A' && c <= 'Z' ? Kind.UPPER : c >= '0' && c <= '9' ? Kind.DIGIT : Kind.OTHER;
    }
    if (c >= FIRST_IDEOGRAPH
        && (Character.isIdeographic(c)
            || Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA)) {
      return Kind.IDEOGRAPH;
    }
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> Kind.UPPER;
      case Character.LOWERCASE_LETTER, Character.MODIFIER_LETTER, Character.OTHER_LETTER ->
          Kind.LOWER;
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          Kind.DIGIT;
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          Kind.MARK;
      default -> Kind.OTHER;
    };
  }
}
