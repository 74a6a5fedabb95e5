package io.runbookmemory.guard.redact;

import org.jspecify.annotations.Nullable;

/**
 * Numbers of payment cards: an issuer's range with its length (ISO/IEC 7812-1; the networks'
 * published ranges), the check digit after Luhn (ISO/IEC 7812-1, annex B), written in one run or in
 * the groups that stand on a card.
 */
final class Cards implements Recogniser {

  private static final int SHORTEST = 14;
  private static final int LONGEST = 19;

  @Override
  public @Nullable Finding at(String text, int at, int floor) {
    if (at > floor && isInner(text, at - 1)) {
      return null;
    }
    int first = Chars.end(text, at, Chars.DIGIT);
    int end = first - at == 4 ? grouped(text, at) : first;
    if (end < 0 || end - at < SHORTEST || Chars.at(text, end, Chars.DIGIT | Chars.LETTER)) {
      return null;
    }
    if (first == end && end - at > LONGEST) {
      return null;
    }
    boolean goesOn =
        (Chars.is(text, end, '.') || Chars.is(text, end, '-'))
            && Chars.at(text, end + 1, Chars.DIGIT);
    String digits = digits(text, at, end);
    return !goesOn && issued(digits) && luhn(digits) ? new Finding(SecretKind.CARD, at, end) : null;
  }

  /** A number before the number: a part of a longer one, a fraction, an amount. */
  private static boolean isInner(String text, int before) {
    char c = text.charAt(before);
    return c == '_'
        || ((c == '.' || c == '-') && Chars.at(text, before - 1, Chars.DIGIT))
        || Chars.alphanumeric(c);
  }

  /** Returns where four, four, four, four (and three) or four, six, five digits end, or -1. */
  private static int grouped(String text, int at) {
    int separator = at + 4 < text.length() ? text.charAt(at + 4) : 0;
    if (separator != ' ' && separator != '-') {
      return -1;
    }
    int end = at + 4;
    int[] sizes = new int[5];
    int groups = 1;
    while (groups < 5 && Chars.is(text, end, (char) separator)) {
      int stop = Chars.end(text, end + 1, Chars.DIGIT);
      int size = stop - end - 1;
      if (size < 3 || size > 6) {
        break;
      }
      sizes[groups++] = size;
      end = stop;
      if (size == 5 || size == 3) {
        break;
      }
    }
    boolean sixteen = groups >= 4 && sizes[1] == 4 && sizes[2] == 4 && sizes[3] == 4;
    boolean six = groups == 3 && sizes[1] == 6 && (sizes[2] == 5 || sizes[2] == 4);
    if (sixteen) {
      boolean nineteen = groups == 5 && sizes[4] == 3;
      return nineteen ? end : at + 19;
    }
    return six ? end : -1;
  }

  private static String digits(String text, int from, int to) {
    StringBuilder digits = new StringBuilder(LONGEST);
    for (int i = from; i < to; i++) {
      if (Chars.in(Chars.DIGIT, text.charAt(i))) {
        digits.append(text.charAt(i));
      }
    }
    return digits.toString();
  }

  private static boolean issued(String digits) {
    int length = digits.length();
    int two = Integer.parseInt(digits, 0, 2, 10);
    int four = Integer.parseInt(digits, 0, 4, 10);
    boolean long16 = length >= 16;
    // Visa; Mastercard; American Express; Diners; Discover; JCB; UnionPay; Mir; Maestro
    return (digits.charAt(0) == '4' && (length == 16 || length == 19))
        || (length == 16 && ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)))
        || (length == 15 && (two == 34 || two == 37))
        || (length == 14 && (two == 36 || two == 38 || (four >= 3000 && four <= 3059)))
        || (long16 && (four == 6011 || two == 65 || (four >= 6440 && four <= 6499)))
        || (long16 && (four >= 3528 && four <= 3589))
        || (long16 && two == 62)
        || (long16 && (four >= 2200 && four <= 2204))
        || (length == 16 && maestro(four));
  }

  private static boolean maestro(int four) {
    return switch (four) {
      case 5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763 -> true;
      default -> false;
    };
  }

  private static boolean luhn(String digits) {
    int sum = 0;
    boolean twice = false;
    for (int i = digits.length() - 1; i >= 0; i--) {
      int digit = digits.charAt(i) - '0';
      int value = twice ? 2 * digit : digit;
      sum += value > 9 ? value - 9 : value;
      twice = !twice;
    }
    return sum % 10 == 0;
  }
}
