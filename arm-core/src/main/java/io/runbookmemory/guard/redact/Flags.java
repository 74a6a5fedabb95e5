package io.runbookmemory.guard.redact;

import io.runbookmemory.guard.redact.SecretNames.Promise;
import org.jspecify.annotations.Nullable;

/** Secrets on a command line: {@code --password hunter2}, and {@code -u user:password} of curl. */
final class Flags implements Recogniser {

  private static final int LONGEST_NAME = 48;

  private final Recogniser known;

  Flags(Recogniser known) {
    this.known = known;
  }

  @Override
  public @Nullable Finding at(String text, int at, int floor) {
    if (text.startsWith("-u ", at) && (at == floor || Chars.isBlank(text.charAt(at - 1)))) {
      return user(text, at + 3);
    }
    if (!text.startsWith("--", at)) {
      return null;
    }
    int end = at + 2;
    while (Chars.at(text, end, Chars.BASE64_URL) && end - at < LONGEST_NAME) {
      end++;
    }
    int value = Chars.blanks(text, end);
    if (value == end || end - at < 5) {
      return null;
    }
    Promise promise = SecretNames.of(text.substring(at + 2, end));
    return promise == null || promise == Promise.HEADER ? null : value(text, value, floor);
  }

  private @Nullable Finding value(String text, int value, int floor) {
    boolean quoted = Chars.is(text, value, '"') || Chars.is(text, value, '\'');
    int start = quoted ? value + 1 : value;
    if (Values.isNone(text, start) || Chars.is(text, start, '-')) {
      return null;
    }
    int end =
        quoted ? Values.quotedEnd(text, start, text.charAt(value)) : Values.wordEnd(text, start);
    if (end <= start) {
      return null;
    }
    Finding exact = known.at(text, start, floor);
    return exact != null && exact.end() >= end ? exact : new Finding(SecretKind.SECRET, start, end);
  }

  private static @Nullable Finding user(String text, int from) {
    int name = Chars.is(text, from, '\'') || Chars.is(text, from, '"') ? from + 1 : from;
    int colon = Chars.end(text, name, Chars.LOCAL_PART);
    if (colon == name || !Chars.is(text, colon, ':') || Values.isNone(text, colon + 1)) {
      return null;
    }
    int end = Values.wordEnd(text, colon + 1);
    boolean port = Chars.end(text, colon + 1, Chars.DIGIT) == end;
    return end > colon + 1 && !port && !Chars.is(text, colon + 1, '/')
        ? new Finding(SecretKind.PASSWORD, colon + 1, end)
        : null;
  }
}
