package io.runbookmemory.testkit.differential;

/**
 * Where a store first did not do what the oracle did.
 *
 * @param operation the operation's index in its list
 * @param expected what the oracle said, as far as it differs
 * @param actual what the store said, as far as it differs
 */
public record Difference(int operation, String expected, String actual) {

  private static final int SHOWN = 600;
  private static final int BEFORE = 60;

  /** The difference between two answers; what they have in common at first is cut. */
  static Difference between(int operation, Object expected, Object actual) {
    String one = Shown.of(expected);
    String other = Shown.of(actual);
    int same = 0;
    while (same < Math.min(one.length(), other.length())
        && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    int from = Math.max(0, same - BEFORE);
    return new Difference(operation, cut(one, from), cut(other, from));
  }

  private static String cut(String text, int from) {
    int end = Math.min(text.length(), from + SHOWN);
    return (from > 0 ? "…" : "") + text.substring(from, end) + (end < text.length() ? "…" : "");
  }
}
