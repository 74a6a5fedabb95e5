package io.runbookmemory.text;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what names one thing exactly: alert names, error codes, hosts and fingerprints. Prefers to
 * miss one over taking a class, a file, a version or a word for one, because an identifier that two
 * texts share outranks all other likeness. A product in CamelCase, such as GitHub, cannot be told
 * from an alert by its form: what many memories share should count for little. Pure and
 * thread-safe; linear in the length of the text.
 *
 * <p>A redaction {@link Placeholder}, such as {@code [EMAIL_1]}, is no identifier, and what touches
 * one is the rest of something that was redacted, and none either.
 */
public final class Identifiers {

  /** No identifier is longer than a DNS name (RFC 1035, section 2.3.4, less the final point). */
  private static final int MAX_LENGTH = 253;

  private static final int MAX_PREVIOUS = 3;

  /** What may stand between a word and the number that it leads up to. */
  private static final String LEADS_UP = " \t:=\"'`/[(";

  private static final int MAX_GAP = 16;

  private static final Pattern PUNCTUATION = Pattern.compile("[._-]");

  private final String text;
  private final Set<Identifier> found = new LinkedHashSet<>();
  private final Set<Identifier> possible = new LinkedHashSet<>();
  private final Deque<String> previous = new ArrayDeque<>();
  private int previousEnd;
  private int placeholderEnd = -1;

  private Identifiers(String text) {
    this.text = text;
  }

  /**
   * Returns the identifiers of a text.
   *
   * @param text any text
   * @return in order of first appearance, immutable
   */
  public static Set<Identifier> find(String text) {
    return in(text).certain();
  }

  /**
   * What a text names, in order of first appearance. Immutable.
   *
   * @param certain what {@link #find} returns
   * @param possible what cannot be told to be an identifier from this text alone: {@code web-0} and
   *     {@code receive.thanos} are hosts if another text calls them {@code node web-0} and {@code
   *     http://receive.thanos}
   */
  public record Named(Set<Identifier> certain, Set<Identifier> possible) {}

  /**
   * Returns the identifiers of a text, and what may be one.
   *
   * @param text any text
   * @return each of them once
   */
  public static Named in(String text) {
    var identifiers = new Identifiers(text);
    identifiers.run();
    identifiers.possible.removeAll(identifiers.found);
    return new Named(
        Collections.unmodifiableSet(identifiers.found),
        Collections.unmodifiableSet(identifiers.possible));
  }

  /**
   * Returns by which words a text can be looked up that mentions an identifier: it has all of one
   * entry. An error's number is called in several ways, {@code status code 503} for {@code HTTP
   * 503}. What is found may still be about something else.
   *
   * @param identifier any identifier
   * @return at least one entry
   */
  public static List<String> spellings(Identifier identifier) {
    return identifier.kind() == Identifier.Kind.ERROR_CODE
        ? ErrorCodes.spellings(identifier.value())
        : List.of(identifier.value());
  }

  private void run() {
    int i = 0;
    while (i < text.length()) {
      int placeholder = Placeholder.lengthAt(text, i);
      if (placeholder > 0) {
        i += placeholder;
        placeholderEnd = i;
        previous.clear();
      } else if (isInner(text.charAt(i))) {
        i = mention(i);
      } else {
        i++;
      }
    }
  }

  /** Reads the run that begins at an index, and returns its end. */
  private int mention(int runStart) {
    int runEnd = runStart;
    while (runEnd < text.length() && isInner(text.charAt(runEnd))) {
      runEnd++;
    }
    int start = runStart;
    while (start < runEnd && isPunctuation(text.charAt(start))) {
      start++;
    }
    int end = runEnd;
    while (end > start && isPunctuation(text.charAt(end - 1))) {
      end--;
    }
    boolean redacted = runStart == placeholderEnd || Placeholder.lengthAt(text, runEnd) > 0;
    if (redacted || start == end || end - start > MAX_LENGTH) {
      previous.clear();
    } else {
      if (!leadsUpTo(start)) {
        previous.clear();
      }
      String word = text.substring(start, end);
      identify(new Mention(word, text, start, List.copyOf(previous)));
      remember(word, end);
    }
    return runEnd;
  }

  private void identify(Mention mention) {
    add(Identifier.Kind.ERROR_CODE, ErrorCodes.of(mention));
    add(Identifier.Kind.HOST, HostNames.of(mention));
    HostNames.possible(mention)
        .ifPresent(name -> possible.add(new Identifier(Identifier.Kind.HOST, name)));
    add(Identifier.Kind.ALERT_NAME, AlertNames.of(mention));
    if (isFingerprint(mention.word())) {
      found.add(
          new Identifier(Identifier.Kind.FINGERPRINT, mention.word().toLowerCase(Locale.ROOT)));
    }
  }

  private void add(Identifier.Kind kind, Optional<String> value) {
    value.ifPresent(v -> found.add(new Identifier(kind, v)));
  }

  private boolean leadsUpTo(int start) {
    if (start - previousEnd > MAX_GAP) {
      return false;
    }
    for (int i = previousEnd; i < start; i++) {
      if (LEADS_UP.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private void remember(String word, int end) {
    previous.addFirst(PUNCTUATION.matcher(word.toLowerCase(Locale.ROOT)).replaceAll(""));
    if (previous.size() > MAX_PREVIOUS) {
      previous.removeLast();
    }
    previousEnd = end;
  }

  // Sixteen decimal digits are far more often a time in microseconds.
  private static boolean isFingerprint(String word) {
    return word.length() == 16
        && word.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0)
        && word.chars().anyMatch(Character::isLetter);
  }

  // Letters beyond ASCII belong to the run so that no part of a foreign word is taken for a name.
  private static boolean isInner(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || isPunctuation(c);
  }

  private static boolean isPunctuation(char c) {
    return c == '.' || c == '-' || c == '_';
  }
}
