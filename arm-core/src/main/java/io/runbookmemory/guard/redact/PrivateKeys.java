package io.runbookmemory.guard.redact;

import org.jspecify.annotations.Nullable;

/**
 * Private keys between their two lines (RFC 7468, section 10; RFC 9580, section 6.2, for OpenPGP),
 * whatever stands there, with line breaks or escaped ones. Of one that was cut off the lines that
 * are there, which prose has none like.
 */
final class PrivateKeys implements Recogniser {

  static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final int LONGEST_LABEL = 60;
  private static final int SHORTEST_LINE = 20;
  private static final int LONGEST_LINE = 100;

  @Override
  public @Nullable Finding at(String text, int at, int floor) {
    if (!text.startsWith(BEGIN, at)) {
      return null;
    }
    int body = label(text, at + BEGIN.length());
    if (body < 0) {
      return null;
    }
    int next = text.indexOf(DASHES, body);
    if (next >= 0 && text.startsWith(END, next)) {
      int end = label(text, next + END.length());
      if (end > 0) {
        return new Finding(SecretKind.PRIVATE_KEY, at, end);
      }
    }
    return new Finding(SecretKind.PRIVATE_KEY, at, cutOff(text, body));
  }

  /** Returns where the label's line ends if it is a private key's, or -1. */
  private static int label(String text, int from) {
    int end = from;
    while (end < text.length()
        && end - from < LONGEST_LABEL
        && (text.charAt(end) == ' ' || Chars.in(Chars.CAPITAL_OR_DIGIT, text.charAt(end)))) {
      end++;
    }
    String label = text.substring(from, end);
    boolean secret = label.endsWith("PRIVATE KEY") || label.endsWith("PRIVATE KEY BLOCK");
    return secret && text.startsWith(DASHES, end) ? end + DASHES.length() : -1;
  }

  private static int cutOff(String text, int body) {
    int end = body;
    while (true) {
      int line = breaks(text, end);
      int stop = Chars.end(text, line, Chars.BASE64);
      if (line == end || stop - line < SHORTEST_LINE || stop - line > LONGEST_LINE) {
        return end;
      }
      end = stop;
    }
  }

  private static int breaks(String text, int from) {
    int end = from;
    for (int i = 0; i < 4 && end < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(end))) {
        end++;
      } else if (text.startsWith("\\n", end) || text.startsWith("\\r", end)) {
        end += 2;
      } else {
        break;
      }
    }
    return end;
  }

  /** Returns where a private key begins that has no end yet, or -1. */
  static int open(String all) {
    int begin = all.lastIndexOf(BEGIN);
    if (begin < 0) {
      return -1;
    }
    int body = label(all, begin + BEGIN.length());
    return body > 0 && all.indexOf(END, body) < 0 ? begin : -1;
  }
}
