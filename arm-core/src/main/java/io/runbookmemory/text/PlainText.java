package io.runbookmemory.text;

import java.text.Normalizer;

/**
 * Text as the tokenizer reads it: in Unicode NFKC, without lone surrogates and invisible
 * characters.
 */
final class PlainText {

  /**
   * Unicode's Stream-Safe Text Format (UAX #15, section 13) allows as many combining marks in a
   * row. Without a bound, NFKC takes quadratic time to order them.
   */
  private static final int MAX_MARKS = 30;

  private static final int ZERO_WIDTH_SPACE = 0x200B;

  private PlainText() {}

  /**
   * Returns a text made plain. Lone surrogates and zero width spaces become spaces; other format
   * characters, such as a soft hyphen, and combining marks past the 30th in a row are left out.
   */
  static String of(String text) {
    if (isAscii(text)) {
      return text;
    }
    var plain = new StringBuilder(text.length());
    int marks = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int type = Character.getType(c);
      if (type == Character.SURROGATE || c == ZERO_WIDTH_SPACE) {
        plain.append(' ');
      } else if (type != Character.FORMAT) {
        marks = isMark(type) ? marks + 1 : 0;
        if (marks <= MAX_MARKS) {
          plain.appendCodePoint(c);
        }
      }
    }
    return Normalizer.normalize(plain, Normalizer.Form.NFKC);
  }

  /**
   * Returns a word with its letters folded as {@link String#equalsIgnoreCase} does, in NFKC,
   * without apostrophes.
   */
  static String fold(String word) {
    var folded = new StringBuilder(word.length());
    int c;
    for (int i = 0; i < word.length(); i += Character.charCount(c)) {
      c = word.codePointAt(i);
      if (c != '\'' && c != '\u2019') {
        folded.appendCodePoint(Character.toLowerCase(Character.toUpperCase(c)));
      }
    }
    String plain = folded.toString();
    // Folding can bring two characters together that compose: H and U+0331 do not, h and U+0331 do.
    return isAscii(plain) ? plain : Normalizer.normalize(plain, Normalizer.Form.NFKC);
  }

  /**
   * Returns the first characters of a text, one fewer where the cut would part a surrogate pair.
   */
  static String cut(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    boolean partsAPair =
        Character.isHighSurrogate(text.charAt(maxLength - 1))
            && Character.isLowSurrogate(text.charAt(maxLength));
    return text.substring(0, partsAPair ? maxLength - 1 : maxLength);
  }

  static boolean isMark(int type) {
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }
}
