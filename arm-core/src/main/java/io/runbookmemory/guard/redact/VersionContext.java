package io.runbookmemory.guard.redact;

import java.util.Locale;
import java.util.Set;

/**
 * Tells from what stands around them whether four numbers with points are a version: of a package,
 * a product, an image; or an object identifier, or a section's number.
 */
final class VersionContext {

  private static final int LONGEST_WORD = 32;

  private static final Set<String> WORDS =
      Set.of(
          "version",
          "versions",
          "ver",
          "release",
          "released",
          "rel",
          "revision",
          "rev",
          "build",
          "firmware",
          "tag",
          "chart",
          "oid",
          "section",
          "chapter",
          "driver",
          "upgraded",
          "upgrade",
          "downgraded",
          "rfc",
          "appversion",
          "helmversion");

  private static final Set<String> CONNECTIVES = Set.of("to", "from", "and", "or", "is", "until");

  private static final Set<String> ENDINGS =
      Set.of(
          "final",
          "release",
          "ga",
          "jar",
          "war",
          "tar",
          "tgz",
          "zip",
          "gz",
          "rpm",
          "deb",
          "apk",
          "exe",
          "msi",
          "dll",
          "so",
          "whl",
          "dev",
          "beta",
          "rc",
          "snapshot");

  private VersionContext() {}

  static boolean isVersion(String text, int start, int end) {
    return followed(text, end) || attached(text, start, end) || named(text, start, 2);
  }

  private static boolean followed(String text, int end) {
    if (Chars.is(text, end, '+')) {
      return true;
    }
    if (Chars.is(text, end, '-')) {
      boolean range = Ipv4.end(text, end + 1) > 0;
      return !range && Chars.at(text, end + 1, Chars.DIGIT | Chars.LETTER);
    }
    if (Chars.is(text, end, '.')) {
      int stop = end + 1;
      while (Chars.at(text, stop, Chars.LETTER) && stop - end < LONGEST_WORD) {
        stop++;
      }
      return ENDINGS.contains(text.substring(end + 1, stop).toLowerCase(Locale.ROOT));
    }
    return false;
  }

  private static boolean attached(String text, int start, int end) {
    if (start < 2) {
      return false;
    }
    char before = text.charAt(start - 2);
    return switch (text.charAt(start - 1)) {
      case '-', '_' -> Chars.in(Chars.LETTER, before) && !hostPrefix(text, start - 1);
      case '/' -> isProduct(text, start - 1) && !Chars.is(text, end, ':');
      case ':' -> isImage(text, start - 1);
      case '=' -> "=<>~!".indexOf(before) >= 0;
      case '^', '~' -> true;
      default -> false;
    };
  }

  private static boolean hostPrefix(String text, int end) {
    String word = word(text, end);
    return word.equals("ip") || word.equals("host") || word.equals("addr");
  }

  /** As in a user agent (RFC 9110, section 10.1.5). Java writes a socket's name before a slash. */
  private static boolean isProduct(String text, int slash) {
    int begin = Chars.begin(text, slash, Chars.LETTER, Math.max(0, slash - LONGEST_WORD));
    boolean whole = begin == 0 || !Chars.at(text, begin - 1, Chars.DOTTED);
    return begin < slash && whole && Character.isUpperCase(text.charAt(begin));
  }

  /** The tag of an image or the version of a Maven artifact. */
  private static boolean isImage(String text, int colon) {
    int floor = Math.max(0, colon - 128);
    for (int i = colon - 1; i >= floor; i--) {
      char c = text.charAt(i);
      if (c == '/') {
        return !Chars.is(text, i - 1, '/') && !Chars.is(text, i - 1, ':');
      }
      if (c == ':') {
        return Chars.at(text, i - 1, Chars.LETTER) && !Chars.is(text, i + 1, ':');
      }
      if (!Chars.in(Chars.DOTTED, c)) {
        return false;
      }
    }
    return false;
  }

  private static boolean named(String text, int start, int more) {
    int end = start;
    while (end > 0 && start - end < 4 && " \t:=\"'([v".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end == start) {
      return false;
    }
    String word = word(text, end);
    if (isVersionWord(word)) {
      return true;
    }
    if (more == 0 || !CONNECTIVES.contains(word)) {
      return false;
    }
    // "from 1.2.3.4 to 1.2.3.5": what is before the first one counts
    int before = end - word.length();
    int stop = Chars.blanksBefore(text, before, 0);
    int other = Chars.begin(text, stop, Chars.DOTTED, Math.max(0, stop - LONGEST_WORD));
    boolean number = other < stop && Chars.at(text, stop - 1, Chars.DIGIT);
    return number ? named(text, other, more - 1) : isVersionWord(word(text, stop)) && stop < before;
  }

  private static boolean isVersionWord(String word) {
    return WORDS.contains(word) || word.endsWith("version");
  }

  /** Returns the word that ends before an index, in small letters. */
  private static String word(String text, int end) {
    int begin = Chars.begin(text, end, Chars.LETTER, Math.max(0, end - LONGEST_WORD));
    return text.substring(begin, end).toLowerCase(Locale.ROOT);
  }
}
