package io.runbookmemory.guard.redact;

import org.jspecify.annotations.Nullable;

/** Bearer tokens outside of a header (RFC 6750, section 2.1): long, and no words. */
final class Bearers implements Recogniser {

  private static final int SHORTEST = 16;

  private final Recogniser known;

  Bearers(Recogniser known) {
    this.known = known;
  }

  @Override
  public @Nullable Finding at(String text, int at, int floor) {
    if (!Chars.startsWith(text, "bearer", at)) {
      return null;
    }
    int start = Chars.blanks(text, at + 6);
    int end = Chars.end(text, start, Chars.TOKEN68);
    if (start == at + 6 || end - start < SHORTEST || Values.isNone(text, start)) {
      return null;
    }
    Finding exact = known.at(text, start, floor);
    if (exact != null && exact.end() >= end) {
      return exact;
    }
    return isWords(text, start, end) ? null : new Finding(SecretKind.TOKEN, start, end);
  }

  private static boolean isWords(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!(c >= 'a' && c <= 'z') && c != '-' && c != '.' && c != '_') {
        return false;
      }
    }
    return true;
  }
}
