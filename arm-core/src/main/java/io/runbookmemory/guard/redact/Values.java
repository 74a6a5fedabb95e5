package io.runbookmemory.guard.redact;

import io.runbookmemory.text.Placeholder;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where the value of a field ends, and what stands there and is no secret. */
final class Values {

  private static final String NO_BEGINNING = "<{=~>";
  private static final String END_OF_WORD = "\"',;&)]}";
  private static final int LONGEST_WORD = 16;

  /** What is said of a secret, and is none; the last ones only behind a colon, as prose has it. */
  private static final Set<String> SAID =
      Set.of("null", "none", "true", "false", "nil", "undefined", "redacted", "masked", "hidden");

  private static final Set<String> PROSE =
      Set.of(
          "expired",
          "required",
          "missing",
          "invalid",
          "incorrect",
          "wrong",
          "changed",
          "reset",
          "unset",
          "empty",
          "enabled",
          "disabled",
          "removed",
          "must",
          "cannot",
          "failed",
          "string",
          "prompt",
          "unknown",
          "rejected",
          "rotated",
          "revoked",
          "optional",
          "authentication",
          "denied",
          "accepted",
          "mismatch",
          "leaked",
          "unavailable",
          "needed",
          "given");

  private static final List<String> REFERENCES =
      List.of(
          "var.",
          "local.",
          "module.",
          "data.",
          "env.",
          "env:",
          "process.env",
          "os.environ",
          "os.getenv",
          "system.",
          "config.",
          "settings.",
          "self.",
          "this.",
          "args.",
          "vault:",
          "ssm:",
          "arn:",
          "file:",
          "!vault",
          "!secret",
          "!ref",
          "enc[");

  private Values() {}

  static boolean placeholderAt(String text, int at) {
    return Chars.is(text, at, '[') && Placeholder.lengthAt(text, at) > 0;
  }

  /** Whether what stands at an index is no value: a placeholder, a variable, a mask, a nothing. */
  static boolean isNone(String text, int at) {
    if (at >= text.length()) {
      return true;
    }
    char c = text.charAt(at);
    char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
    return switch (c) {
      case '[' ->
          text.startsWith("[REDACTED", at) || placeholderAt(text, at) || isBracketed(text, at);
      case '$' -> Chars.in(Chars.LETTER, next) || next == '_' || next == '{' || next == '(';
      case '%' -> next == 's' || next == '(' || next == '{';
      case '*' -> text.startsWith("***", at);
      default -> NO_BEGINNING.indexOf(c) >= 0 || isSaid(text, at, SAID);
    };
  }

  /** A word in brackets, such as [FILTERED]. */
  private static boolean isBracketed(String text, int at) {
    int end = Chars.end(text, at + 1, Chars.LETTER);
    return end > at + 1 && Chars.is(text, end, ']');
  }

  /** Whether prose goes on at an index, and no value stands there. */
  static boolean isProse(String text, int at) {
    return isSaid(text, at, PROSE) || Chars.startsWith(text, "not ", at);
  }

  private static boolean isSaid(String text, int at, Set<String> words) {
    int end = at;
    while (Chars.at(text, end, Chars.LETTER) && end - at <= LONGEST_WORD) {
      end++;
    }
    boolean whole = end > at && !Chars.at(text, end, Chars.DIGIT) && !Chars.is(text, end, '_');
    return whole && words.contains(text.substring(at, end).toLowerCase(Locale.ROOT));
  }

  /** Whether a value without quotes is code that fetches it from elsewhere: a call, a prefix. */
  static boolean isReference(String text, int start) {
    for (String reference : REFERENCES) {
      if (Chars.startsWith(text, reference, start)) {
        return true;
      }
    }
    int name = nameEnd(text, start);
    return name > start
        && (Chars.is(text, name, '(') || Chars.is(text, name, '['))
        && !placeholderAt(text, name);
  }

  /** Whether a value is nothing but words with points between: a field of an object. */
  static boolean isPath(String text, int start, int end) {
    int point = text.indexOf('.', start, end);
    return point > start && point < end - 1 && nameEnd(text, start) == end;
  }

  private static int nameEnd(String text, int start) {
    int end = start;
    while (Chars.at(text, end, Chars.LETTER)
        || Chars.is(text, end, '.')
        || Chars.is(text, end, '_')) {
      end++;
    }
    return end;
  }

  /** Whether there are digits and letters in it, and nothing else than tokens are made of. */
  static boolean looksRandom(String text, int start, int end) {
    boolean digit = false;
    boolean letter = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!Chars.in(Chars.TOKEN68, c)) {
        return false;
      }
      digit |= Chars.in(Chars.DIGIT, c);
      letter |= Chars.in(Chars.LETTER, c);
    }
    return digit && letter;
  }

  /** Returns where a value ends that a quote opened before an index: at its mate, or the line's. */
  static int quotedEnd(String text, int from, char quote) {
    int end = from;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c == quote || c == '\n' || c == '\r') {
        break;
      }
      boolean escape = c == '\\' && end + 1 < text.length() && text.charAt(end + 1) >= ' ';
      end += escape ? 2 : 1;
    }
    return end;
  }

  /** Returns where a value within an escaped string ends: JSON within JSON. */
  static int escapedEnd(String text, int from) {
    int end = from;
    while (end < text.length() && "\"'\\\r\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** Returns where a word ends: at a blank, a quote, a comma, a bracket, a placeholder. */
  static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (Character.isWhitespace(c)
          || END_OF_WORD.indexOf(c) >= 0
          || placeholderAt(text, end)
          || (c == '\\' && (Chars.is(text, end + 1, '"') || Chars.is(text, end + 1, '\'')))) {
        break;
      }
      end++;
    }
    return end;
  }
}
