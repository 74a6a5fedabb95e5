package io.runbookmemory.connectors.mail;

import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A letter. What stands in its headers is one line each: a text with a line break is refused.
 *
 * @param to addresses such as {@code team@example.com}, without names; 1 to {@value
 *     #MOST_RECIPIENTS}, each once
 * @param subject one line of 1 to {@value #LONGEST_SUBJECT} characters
 * @param text plain, 1 to {@value #LONGEST_TEXT} characters
 * @param html the same for who can read it so, sent beside the plain text; null for none
 */
public record Mail(List<String> to, String subject, String text, @Nullable String html) {

  /** The most recipients of one letter. */
  public static final int MOST_RECIPIENTS = 50;

  /** The longest subject, in characters. */
  public static final int LONGEST_SUBJECT = 200;

  /** The longest text, in characters. */
  public static final int LONGEST_TEXT = 200_000;

  private static final int LONGEST_HTML = 4 * LONGEST_TEXT;

  /** Checks the rules. */
  public Mail {
    to = List.copyOf(new LinkedHashSet<>(to));
    if (to.isEmpty() || to.size() > MOST_RECIPIENTS) {
      throw new IllegalArgumentException(
          "to must hold 1 to " + MOST_RECIPIENTS + " addresses, got " + to.size());
    }
    to.forEach(address -> MailAddress.checked("to", address));
    if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
      throw new IllegalArgumentException(
          "subject must have 1 to " + LONGEST_SUBJECT + " characters, got " + subject.length());
    }
    if (subject.codePoints().anyMatch(Mail::breaksLine)) {
      throw new IllegalArgumentException(
          "subject must be one line without control characters, got such at "
              + subject.codePoints().takeWhile(one -> !breaksLine(one)).count());
    }
    demand("text", text, LONGEST_TEXT);
    if (html != null) {
      demand("html", html, LONGEST_HTML);
    }
  }

  /** U+2028 and U+2029 are line breaks for who shows the letter. */
  private static boolean breaksLine(int point) {
    return Character.isISOControl(point) || point == 0x2028 || point == 0x2029;
  }

  private static void demand(String what, String text, int longest) {
    if (text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(
          what + " must have 1 to " + longest + " characters, got " + text.length());
    }
  }

  /**
   * Creates a letter of plain text alone.
   *
   * @param to addresses
   * @param subject one line
   * @param text plain
   */
  public Mail(List<String> to, String subject, String text) {
    this(to, subject, text, null);
  }
}
