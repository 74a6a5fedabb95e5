package io.runbookmemory.guard.redact;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * E-mail addresses in the shape that people write (RFC 5321, section 4.1.2, without quoted local
 * parts and address literals), also with {@code %40}. {@code git@host} names no person, nor does a
 * systemd unit, a version of a package, or a picture for a denser screen.
 */
final class Emails implements Recogniser {

  /** RFC 5321, section 4.5.3.1.1. */
  private static final int LONGEST_LOCAL_PART = 64;

  /** RFC 1035, section 2.3.4. */
  private static final int LONGEST_LABEL = 63;

  private static final int MOST_LABELS = 9;

  private static final Set<String> NO_DOMAINS =
      Set.of(
          "service",
          "socket",
          "timer",
          "mount",
          "target",
          "slice",
          "scope",
          "swap",
          "device",
          "automount",
          "path",
          "png",
          "jpg",
          "jpeg",
          "gif",
          "svg",
          "webp",
          "js",
          "css",
          "json",
          "yaml",
          "yml",
          "xml",
          "jar",
          "tgz");

  private final List<String> allowedHosts;

  Emails(List<String> allowedHosts) {
    this.allowedHosts = allowedHosts;
  }

  @Override
  public @Nullable Finding at(String text, int at, int floor) {
    int behind = text.charAt(at) == '@' ? at + 1 : text.startsWith("%40", at) ? at + 3 : -1;
    if (behind < 0) {
      return null;
    }
    int start = Chars.begin(text, at, Chars.LOCAL_PART, Math.max(floor, at - LONGEST_LOCAL_PART));
    if (start == at || isGit(text, start, at)) {
      return null;
    }
    int end = domain(text, behind);
    if (end < 0) {
      return null;
    }
    String host = text.substring(behind, end).toLowerCase(Locale.ROOT);
    return isAllowed(host) ? null : new Finding(SecretKind.EMAIL, start, end);
  }

  private static boolean isGit(String text, int start, int at) {
    return at - start == 3 && text.startsWith("git", start);
  }

  private boolean isAllowed(String host) {
    for (String allowed : allowedHosts) {
      if (host.endsWith(allowed)
          && (host.length() == allowed.length()
              || host.charAt(host.length() - allowed.length() - 1) == '.')) {
        return true;
      }
    }
    return false;
  }

  /** Returns where the last label ends that can end a domain, or -1. */
  private static int domain(String text, int from) {
    int end = -1;
    int at = from;
    boolean word = false;
    for (int label = 0; label < MOST_LABELS; label++) {
      int stop = at;
      int letters = at;
      while (stop < text.length() && stop - at < LONGEST_LABEL && isLabel(text.charAt(stop))) {
        word |= Chars.in(Chars.LETTER, text.charAt(stop)) && label == 0;
        stop++;
      }
      while (letters < stop && Chars.in(Chars.LETTER, text.charAt(letters))) {
        letters++;
      }
      if (label > 0 && letters - at >= 2 && mayEnd(text, at, letters, stop)) {
        end = letters;
      }
      if (stop == at || !Chars.is(text, stop, '.')) {
        break;
      }
      at = stop + 1;
    }
    return word || end < 0 || !onlyVersion(text, from, end) ? end : -1;
  }

  /** Units end with their kind, not with a letter of a longer word. */
  private static boolean mayEnd(String text, int from, int letters, int stop) {
    return letters < stop
        || !NO_DOMAINS.contains(text.substring(from, letters).toLowerCase(Locale.ROOT));
  }

  private static boolean onlyVersion(String text, int from, int end) {
    int dot = text.lastIndexOf('.', end - 1);
    for (int i = from; i < dot; i++) {
      if (Chars.at(text, i, Chars.LETTER)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLabel(char c) {
    return c == '-' || Chars.alphanumeric(c);
  }
}
