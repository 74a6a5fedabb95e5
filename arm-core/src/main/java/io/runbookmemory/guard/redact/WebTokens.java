package io.runbookmemory.guard.redact;

import org.jspecify.annotations.Nullable;

/**
 * JSON Web Tokens: three parts in Base64 for addresses, the first of which begins with <code>{"
 * </code> (RFC 7519, section 3); five where they are encrypted (RFC 7516, section 3).
 */
final class WebTokens implements Recogniser {

  private static final int PARTS = 5;
  private static final int LEAST = 8;

  @Override
  public @Nullable Finding at(String text, int at, int floor) {
    if (!text.startsWith("eyJ", at) || (at > floor && inside(text.charAt(at - 1)))) {
      return null;
    }
    int end = Chars.end(text, at, Chars.BASE64_URL);
    if (end - at < LEAST + 3 || !Chars.is(text, end, '.')) {
      return null;
    }
    int second = Chars.end(text, end + 1, Chars.BASE64_URL);
    if (second - end - 1 < LEAST || !Chars.is(text, second, '.')) {
      return null;
    }
    int last = Chars.end(text, second + 1, Chars.BASE64_URL);
    for (int part = 3; part < PARTS && Chars.is(text, last, '.'); part++) {
      int next = Chars.end(text, last + 1, Chars.BASE64_URL);
      if (next - last - 1 < LEAST) {
        break;
      }
      last = next;
    }
    return new Finding(SecretKind.JWT, at, last);
  }

  private static boolean inside(char c) {
    return Chars.in(Chars.BASE64_URL, c);
  }
}
