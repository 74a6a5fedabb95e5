package io.runbookmemory.guard.redact;

import io.runbookmemory.guard.redact.SecretNames.Promise;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Values of fields whose name says that they are secret: in configuration, JSON, addresses,
 * headers, XML and code. Behind an equals sign a value is anything; behind a colon, where prose may
 * go on, no very short word, nor one that is said of secrets. In an ARN a name has no value.
 */
final class Assignments implements Recogniser {

  private static final int SHORTEST_BEHIND_COLON = 4;
  private static final int SHORTEST_TOKEN = 16;
  private static final int SHORTEST_CREDENTIALS = 4;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_SCHEME = 12;

  /** What is longer is not read in search of a reason to leave it: that keeps the whole linear. */
  private static final int LONGEST_TOKEN = 1_024;

  private final Recogniser known;

  Assignments(Recogniser known) {
    this.known = known;
  }

  @Override
  public @Nullable Finding at(String text, int at, int floor) {
    int name = Chars.blanksBefore(text, at, floor);
    if (name > floor && (text.charAt(name - 1) == '"' || text.charAt(name - 1) == '\'')) {
      name--;
      name -= name > floor && text.charAt(name - 1) == '\\' ? 1 : 0;
    }
    Promise promise = SecretNames.before(text, name, floor);
    if (promise == null || (text.charAt(at) == ':' && isArn(text, name))) {
      return null;
    }
    boolean element = text.charAt(at) == '>';
    if (element && !isElement(text, name, floor)) {
      return null;
    }
    int value = element ? at + 1 : value(text, at);
    return promise == Promise.HEADER
        ? header(text, value, floor)
        : field(text, new Place(at, value, promise), floor);
  }

  /** Whether a name is that of an element which begins here. */
  private static boolean isElement(String text, int nameEnd, int floor) {
    int begin = Chars.begin(text, nameEnd, Chars.DOTTED, Math.max(floor, nameEnd - LONGEST_NAME));
    return begin > floor && text.charAt(begin - 1) == '<';
  }

  private record Place(int mark, int value, Promise promise) {}

  private static boolean isArn(String text, int nameEnd) {
    return nameEnd >= 7 && text.startsWith(":secret", nameEnd - 7);
  }

  /** Returns where the value begins; := and => assign as well. */
  private static int value(String text, int at) {
    boolean two =
        (text.charAt(at) == ':' && Chars.is(text, at + 1, '='))
            || (text.charAt(at) == '=' && Chars.is(text, at + 1, '>'));
    return Chars.blanks(text, at + (two ? 2 : 1));
  }

  private @Nullable Finding field(String text, Place place, int floor) {
    int value = place.value();
    if (value >= text.length()) {
      return null;
    }
    char first = text.charAt(value);
    boolean escaped =
        first == '\\' && (Chars.is(text, value + 1, '"') || Chars.is(text, value + 1, '\''));
    boolean quoted = escaped || first == '"' || first == '\'';
    int start = quoted ? value + (escaped ? 2 : 1) : value;
    if (Values.isNone(text, start) || (!quoted && isSaidOrFetched(text, place))) {
      return null;
    }
    int end =
        escaped
            ? Values.escapedEnd(text, start)
            : quoted ? Values.quotedEnd(text, start, first) : bareEnd(text, place);
    return end <= start || (!quoted && isNoBareValue(text, place, end))
        ? null
        : found(text, place.promise(), new int[] {start, end}, floor);
  }

  /** What the value's beginning tells, before its end is looked for: that may be far. */
  private static boolean isSaidOrFetched(String text, Place place) {
    int start = place.value();
    boolean directory =
        text.charAt(start) == '/' && Chars.startsWith(text, "pwd", place.mark() - 3);
    return directory
        || (isColon(text, place) && Values.isProse(text, start))
        || Values.isReference(text, start);
  }

  private static boolean isColon(String text, Place place) {
    return text.charAt(place.mark()) == ':' && !Chars.is(text, place.mark() + 1, '=');
  }

  private static int bareEnd(String text, Place place) {
    int end = Values.wordEnd(text, place.value());
    if (text.charAt(place.mark()) == '>') {
      int element = text.indexOf('<', place.value(), end);
      return element < 0 ? place.value() : element;
    }
    return end;
  }

  private static boolean isNoBareValue(String text, Place place, int end) {
    boolean shortWord = isColon(text, place) && end - place.value() < SHORTEST_BEHIND_COLON;
    return shortWord || Values.isPath(text, place.value(), end) || isItsOwnName(text, place, end);
  }

  /** As in a call: connect(password=password). */
  private static boolean isItsOwnName(String text, Place place, int end) {
    int length = end - place.value();
    int name = Chars.blanksBefore(text, place.mark(), 0) - length;
    return name >= 0 && text.regionMatches(true, name, text, place.value(), length);
  }

  private @Nullable Finding found(String text, Promise promise, int[] span, int floor) {
    int start = span[0];
    int end = span[1];
    Finding exact = known.at(text, start, floor);
    if (exact != null && (exact.end() >= end || exact.kind() == SecretKind.PRIVATE_KEY)) {
      return exact;
    }
    return switch (promise) {
      case AZURE_KEY -> new Finding(SecretKind.AZURE_KEY, start, end);
      case TOKEN ->
          end - start > LONGEST_TOKEN
                  || (end - start >= SHORTEST_TOKEN && Values.looksRandom(text, start, end))
              ? new Finding(SecretKind.SECRET, start, end)
              : null;
      case SECRET, HEADER -> new Finding(SecretKind.SECRET, start, end);
    };
  }

  /**
   * Credentials of the Authorization header (RFC 6750, RFC 7617, and other schemes of one word).
   */
  private @Nullable Finding header(String text, int value, int floor) {
    int scheme = value;
    while (Chars.is(text, scheme, '"')
        || Chars.is(text, scheme, '\'')
        || Chars.is(text, scheme, '\\')) {
      scheme++;
    }
    int end = Chars.end(text, scheme, Chars.LETTER);
    int start = Chars.blanks(text, end);
    if (start == end || !isScheme(text.substring(scheme, Math.min(end, scheme + LONGEST_SCHEME)))) {
      return null;
    }
    return credentials(text, start, floor);
  }

  private static boolean isScheme(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "basic", "bearer", "token", "apikey", "negotiate", "ntlm", "splunk", "genietoken" ->
          true;
      default -> false;
    };
  }

  private @Nullable Finding credentials(String text, int start, int floor) {
    int end = Chars.end(text, start, Chars.TOKEN68);
    if (end - start < SHORTEST_CREDENTIALS || Values.isNone(text, start)) {
      return null;
    }
    Finding exact = known.at(text, start, floor);
    return exact != null && exact.end() >= end ? exact : new Finding(SecretKind.TOKEN, start, end);
  }
}
