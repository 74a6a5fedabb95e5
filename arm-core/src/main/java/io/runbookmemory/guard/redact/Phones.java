package io.runbookmemory.guard.redact;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Telephone numbers: international ones with a plus, a calling code and a length that the country
 * uses (ITU-T E.164 and its list of codes; RFC 3966), North American ones in their groups (NANP),
 * French ones in pairs, and national ones with a leading zero behind a word such as {@code tel}.
 */
final class Phones implements Recogniser {

  private static final int LEAST_DIGITS = 8;

  /** E.164, section 6. */
  private static final int MOST_DIGITS = 15;

  /** How many digits follow the calling code, as least and most, where it is known well. */
  private static final Map<String, int[]> NATIONAL =
      Map.ofEntries(
          Map.entry("7", new int[] {10, 10}),
          Map.entry("20", new int[] {9, 10}),
          Map.entry("27", new int[] {9, 9}),
          Map.entry("30", new int[] {10, 10}),
          Map.entry("31", new int[] {9, 9}),
          Map.entry("32", new int[] {8, 9}),
          Map.entry("33", new int[] {9, 9}),
          Map.entry("34", new int[] {9, 9}),
          Map.entry("36", new int[] {8, 9}),
          Map.entry("39", new int[] {8, 11}),
          Map.entry("40", new int[] {9, 9}),
          Map.entry("41", new int[] {9, 9}),
          Map.entry("43", new int[] {8, 12}),
          Map.entry("44", new int[] {9, 10}),
          Map.entry("45", new int[] {8, 8}),
          Map.entry("46", new int[] {7, 10}),
          Map.entry("47", new int[] {8, 8}),
          Map.entry("48", new int[] {9, 9}),
          Map.entry("49", new int[] {7, 12}),
          Map.entry("52", new int[] {10, 10}),
          Map.entry("54", new int[] {10, 11}),
          Map.entry("55", new int[] {10, 11}),
          Map.entry("61", new int[] {9, 9}),
          Map.entry("64", new int[] {8, 10}),
          Map.entry("65", new int[] {8, 8}),
          Map.entry("81", new int[] {9, 10}),
          Map.entry("82", new int[] {8, 11}),
          Map.entry("86", new int[] {10, 11}),
          Map.entry("90", new int[] {10, 10}),
          Map.entry("91", new int[] {10, 10}));

  private static final Set<String> WORDS =
      Set.of(
          "tel",
          "phone",
          "telephone",
          "telefon",
          "mobile",
          "mobil",
          "handy",
          "cell",
          "call",
          "fax",
          "dial",
          "hotline",
          "ring",
          "sms",
          "msisdn");

  @Override
  public @Nullable Finding at(String text, int at, int floor) {
    if (at > floor && isInner(text, at - 1)) {
      return null;
    }
    int end =
        switch (text.charAt(at)) {
          case '+' -> international(text, at);
          case '(' -> american(text, at);
          case '0' -> national(text, at);
          default -> american(text, at);
        };
    boolean goesOn =
        Chars.at(text, end, Chars.DIGIT | Chars.LETTER)
            || Chars.is(text, end, '_')
            || (isSeparator(text, end) && Chars.at(text, end + 1, Chars.DIGIT));
    return end < 0 || goesOn ? null : new Finding(SecretKind.PHONE, at, end);
  }

  private static boolean isInner(String text, int before) {
    char c = text.charAt(before);
    boolean joined = c == '.' || c == '-' || c == '_' || c == '+' || c == '/';
    return Chars.alphanumeric(c) || (joined && !Chars.is(text, before - 1, ' '));
  }

  private static boolean isSeparator(String text, int at) {
    return Chars.is(text, at, '-') || Chars.is(text, at, '.');
  }

  private static int international(String text, int plus) {
    StringBuilder digits = new StringBuilder(MOST_DIGITS);
    int end = groups(text, plus + 1, digits);
    int count = digits.length();
    if (count < LEAST_DIGITS || count > MOST_DIGITS || digits.charAt(0) == '0') {
      return -1;
    }
    if (digits.charAt(0) == '1') {
      return count == 11 && digits.charAt(1) >= '2' && digits.charAt(4) >= '2' ? end : -1;
    }
    int[] range = NATIONAL.get(digits.substring(0, digits.charAt(0) == '7' ? 1 : 2));
    boolean written = end - plus - 1 > count;
    if (range == null) {
      return count >= (written ? 9 : 11) ? end : -1;
    }
    int code = digits.charAt(0) == '7' ? 1 : 2;
    return count - code >= range[0] && count - code <= range[1] ? end : -1;
  }

  /** Reads groups of digits with one separator between, and returns where the last one ends. */
  private static int groups(String text, int from, StringBuilder digits) {
    int at = from;
    int end = from;
    while (at < text.length() && digits.length() <= MOST_DIGITS) {
      char c = text.charAt(at);
      if (Chars.in(Chars.DIGIT, c)) {
        digits.append(c);
        end = at + 1;
      } else if (text.startsWith("(0)", at)) {
        at += 2;
      } else if (!joins(text, at, end)) {
        break;
      }
      at++;
    }
    return end;
  }

  private static boolean joins(String text, int at, int end) {
    char c = text.charAt(at);
    boolean separator = c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')';
    return separator && at - end < 2;
  }

  private static int american(String text, int at) {
    boolean parenthesis = text.charAt(at) == '(';
    int area = parenthesis ? at + 1 : at;
    if (!parenthesis && text.startsWith("1-", at)) {
      area = at + 2;
    }
    int behind = area + 3;
    if (!isAreaOrExchange(text, area)) {
      return -1;
    }
    char separator = behind < text.length() ? text.charAt(behind) : 0;
    if (parenthesis) {
      if (separator != ')') {
        return -1;
      }
      behind += Chars.is(text, behind + 1, ' ') ? 1 : 0;
    } else if (separator != '-' && separator != '.') {
      return -1;
    }
    int exchange = behind + 1;
    int last = exchange + 3;
    boolean parted =
        parenthesis
            ? Chars.is(text, last, '-') || Chars.is(text, last, ' ')
            : Chars.is(text, last, separator);
    boolean fits =
        isAreaOrExchange(text, exchange)
            && parted
            && Chars.end(text, last + 1, Chars.DIGIT) == last + 5;
    return fits ? last + 5 : -1;
  }

  /** Three digits, the first of which is no 0 or 1. */
  private static boolean isAreaOrExchange(String text, int at) {
    return Chars.at(text, at, Chars.DIGIT)
        && text.charAt(at) >= '2'
        && Chars.end(text, at, Chars.DIGIT) == at + 3;
  }

  private static int national(String text, int at) {
    int pairs = french(text, at);
    if (pairs > 0) {
      return pairs;
    }
    int before = at;
    while (before > 0 && at - before < 3 && " :=\"".indexOf(text.charAt(before - 1)) >= 0) {
      before--;
    }
    int word = Chars.begin(text, before, Chars.LETTER, Math.max(0, before - 12));
    if (before == at || !WORDS.contains(text.substring(word, before).toLowerCase(Locale.ROOT))) {
      return -1;
    }
    StringBuilder digits = new StringBuilder(MOST_DIGITS);
    int end = groups(text, at, digits);
    return digits.length() >= LEAST_DIGITS && digits.length() <= MOST_DIGITS ? end : -1;
  }

  /** Five pairs with blanks or points between, the first of which is 01 to 09; no dump in hex. */
  private static int french(String text, int at) {
    char separator = at + 2 < text.length() ? text.charAt(at + 2) : 0;
    if ((separator != ' ' && separator != '.') || Chars.is(text, at + 1, '0')) {
      return -1;
    }
    if (at >= 3 && text.charAt(at - 1) == separator && Chars.at(text, at - 2, Chars.HEX)) {
      return -1;
    }
    int end = at;
    for (int pair = 0; pair < 5; pair++) {
      int from = pair == 0 ? at : end + 1;
      boolean parted = pair == 0 || Chars.is(text, end, separator);
      if (!parted || Chars.end(text, from, Chars.DIGIT) != from + 2) {
        return -1;
      }
      end = from + 2;
    }
    boolean dump =
        Chars.is(text, end, separator)
            && Chars.at(text, end + 1, Chars.HEX)
            && Chars.at(text, end + 2, Chars.HEX);
    return dump ? -1 : end;
  }
}
