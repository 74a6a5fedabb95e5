package io.runbookmemory.text;

import java.util.Set;

/**
 * What stands in a text where a secret was: {@code [EMAIL_1]}, and in texts that older releases
 * redacted {@code [REDACTED:email]}. It names nothing and holds nothing. Pure and thread-safe.
 */
public final class Placeholder {

  private static final String OLD = "[REDACTED:";
  private static final int LONGEST_KIND = 64;
  private static final int LONGEST_NUMBER = 9;

  /** The names of {@code guard.redact.SecretKind}, which stands on a higher floor; a test holds. */
  private static final Set<String> KINDS =
      Set.of(
          "EMAIL",
          "PHONE",
          "IP",
          "CARD",
          "IBAN",
          "JWT",
          "TOKEN",
          "AWS_KEY",
          "GCP_KEY",
          "AZURE_KEY",
          "GITHUB_TOKEN",
          "GITLAB_TOKEN",
          "SLACK_TOKEN",
          "SLACK_WEBHOOK",
          "STRIPE_KEY",
          "PRIVATE_KEY",
          "PASSWORD",
          "SECRET",
          "NAME");

  private Placeholder() {}

  /**
   * Returns how long the placeholder is that begins at an index.
   *
   * @param text any text
   * @param start an index into it, or its length
   * @return in characters with both brackets; 0 if none begins there
   */
  public static int lengthAt(String text, int start) {
    if (start >= text.length() || text.charAt(start) != '[') {
      return 0;
    }
    if (text.startsWith(OLD, start)) {
      int kind = start + OLD.length();
      int close = text.indexOf(']', kind, Math.min(text.length(), kind + LONGEST_KIND + 1));
      return close < 0 ? 0 : close + 1 - start;
    }
    int end = start + 1;
    while (end < text.length() && isKind(text.charAt(end)) && end - start <= LONGEST_KIND) {
      end++;
    }
    int digits = end;
    while (digits < text.length() && Character.digit(text.charAt(digits), 10) >= 0) {
      digits++;
    }
    boolean closed = digits < text.length() && text.charAt(digits) == ']';
    boolean numbered =
        digits > end && digits - end <= LONGEST_NUMBER && text.charAt(end - 1) == '_';
    return closed && numbered && KINDS.contains(text.substring(start + 1, end - 1))
        ? digits + 1 - start
        : 0;
  }

  /**
   * Returns the names of all kinds of which there are numbered placeholders.
   *
   * @return immutable, in no order
   */
  public static Set<String> kinds() {
    return KINDS;
  }

  private static boolean isKind(char c) {
    return (c >= 'A' && c <= 'Z') || c == '_';
  }
}
