package io.runbookmemory.guard.redact;

/** The sets of characters that the forms are made of, all within ASCII, one table look-up each. */
final class Chars {

  static final int DIGIT = 1;
  static final int LETTER = 2;
  static final int HEX = 4;
  static final int CAPITAL_OR_DIGIT = 8;

  /** RFC 4648, section 4, with padding. */
  static final int BASE64 = 16;

  /** RFC 4648, section 5. */
  static final int BASE64_URL = 32;

  /** RFC 6750, section 2.1: b64token. */
  static final int TOKEN68 = 64;

  /** The local part of an e-mail address as people write it. */
  static final int LOCAL_PART = 128;

  /** The Base64 alphabet for addresses, and the point that some vendors part with. */
  static final int DOTTED = 256;

  private static final short[] SETS = new short[128];

  static {
    for (char c = 0; c < 128; c++) {
      boolean digit = c >= '0' && c <= '9';
      boolean capital = c >= 'A' && c <= 'Z';
      boolean letter = capital || (c >= 'a' && c <= 'z');
      int set = (digit ? DIGIT : 0) | (letter ? LETTER : 0);
      set |= digit || capital ? CAPITAL_OR_DIGIT : 0;
      set |= digit || (letter && (c | 0x20) <= 'f') ? HEX : 0;
      set |= digit || letter || "+/=".indexOf(c) >= 0 ? BASE64 : 0;
      set |= digit || letter || "-_".indexOf(c) >= 0 ? BASE64_URL : 0;
      set |= digit || letter || "-._~+/=".indexOf(c) >= 0 ? TOKEN68 : 0;
      set |= digit || letter || "._%+-".indexOf(c) >= 0 ? LOCAL_PART : 0;
      set |= digit || letter || "-_.".indexOf(c) >= 0 ? DOTTED : 0;
      SETS[c] = (short) set;
    }
  }

  private Chars() {}

  static boolean in(int set, char c) {
    return c < 128 && (SETS[c] & set) != 0;
  }

  static boolean alphanumeric(char c) {
    return in(DIGIT | LETTER, c);
  }

  /** Whether there is a character of a set at an index, which may be outside of the text. */
  static boolean at(String text, int index, int set) {
    return index >= 0 && index < text.length() && in(set, text.charAt(index));
  }

  static boolean is(String text, int index, char c) {
    return index >= 0 && index < text.length() && text.charAt(index) == c;
  }

  /** Returns where the run of a set's characters ends that begins at an index. */
  static int end(String text, int from, int set) {
    int end = from;
    while (end < text.length() && in(set, text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Returns where the run of a set's characters begins that ends before an index. */
  static int begin(String text, int before, int set, int floor) {
    int begin = before;
    while (begin > floor && in(set, text.charAt(begin - 1))) {
      begin--;
    }
    return begin;
  }

  /** Returns the index after at most four blanks. */
  static int blanks(String text, int from) {
    int end = from;
    while (end < text.length() && end < from + 4 && isBlank(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Returns the index before which at most four blanks stand. */
  static int blanksBefore(String text, int before, int floor) {
    int begin = before;
    while (begin > floor && begin > before - 4 && isBlank(text.charAt(begin - 1))) {
      begin--;
    }
    return begin;
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  static boolean startsWith(String text, String prefix, int at) {
    return text.regionMatches(true, at, prefix, 0, prefix.length());
  }
}
