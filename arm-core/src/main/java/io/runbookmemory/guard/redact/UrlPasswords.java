package io.runbookmemory.guard.redact;

import org.jspecify.annotations.Nullable;

/**
 * The password in an address, up to the last {@code @} before a slash (RFC 3986, section 3.2.1);
 * where a user stands alone, a token in its place.
 */
final class UrlPasswords implements Recogniser {

  private static final int LONGEST_USER = 256;
  private static final int SHORTEST_TOKEN = 20;

  private final Recogniser known;

  UrlPasswords(Recogniser known) {
    this.known = known;
  }

  @Override
  public @Nullable Finding at(String text, int colon, int floor) {
    if (!text.startsWith("://", colon)) {
      return null;
    }
    int user = colon + 3;
    int end = user;
    while (end < text.length() && end - user < LONGEST_USER && isUser(text.charAt(end))) {
      end++;
    }
    if (Chars.is(text, end, '@')) {
      return token(text, user, end);
    }
    if (!Chars.is(text, end, ':') || Values.isNone(text, end + 1)) {
      return null;
    }
    int start = end + 1;
    int last = lastAt(text, start);
    return last > start && !isPort(text, start) ? found(text, start, last, floor) : null;
  }

  private Finding found(String text, int start, int end, int floor) {
    Finding exact = known.at(text, start, floor);
    return exact != null && exact.end() == end
        ? exact
        : new Finding(SecretKind.PASSWORD, start, end);
  }

  private @Nullable Finding token(String text, int start, int end) {
    Finding exact = known.at(text, start, start);
    if (exact != null && exact.end() == end) {
      return exact;
    }
    boolean random = end - start >= SHORTEST_TOKEN && Values.looksRandom(text, start, end);
    return random ? new Finding(SecretKind.TOKEN, start, end) : null;
  }

  private static int lastAt(String text, int from) {
    int last = -1;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '@') {
        last = i;
      } else if (c == '/'
          || c == '"'
          || c == '\''
          || c == '<'
          || c == '>'
          || c == '`'
          || Character.isWhitespace(c)
          || Values.placeholderAt(text, i)) {
        break;
      }
    }
    return last;
  }

  /** A port, behind which a query begins without a path. */
  private static boolean isPort(String text, int from) {
    int end = Chars.end(text, from, Chars.DIGIT);
    return end > from && (Chars.is(text, end, '?') || Chars.is(text, end, '#'));
  }

  private static boolean isUser(char c) {
    return c != '/'
        && c != ':'
        && c != '['
        && c != ']'
        && c != '@'
        && c != '"'
        && !Character.isWhitespace(c);
  }
}
