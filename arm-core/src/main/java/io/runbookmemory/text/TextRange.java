package io.runbookmemory.text;

/**
 * A part of a text, as {@link String#substring(int, int)} counts: UTF-16 units, half-open.
 *
 * @param start index of the first unit, at least 0
 * @param end index after the last unit, more than {@code start}
 */
public record TextRange(int start, int end) {

  /** Checks the rules. */
  public TextRange {
    if (start < 0) {
      throw new IllegalArgumentException("start must be at least 0, got " + start);
    }
    if (end <= start) {
      throw new IllegalArgumentException(
          "end must be more than start, got start " + start + " and end " + end);
    }
  }

  /**
   * Returns the part of a text that this range marks.
   *
   * @param text the text that the range was made for
   * @return {@code end - start} units of it
   * @throws IllegalArgumentException if the text ends before the range
   */
  public String in(String text) {
    if (end > text.length()) {
      throw new IllegalArgumentException(
          "the text must have at least " + end + " characters, got " + text.length());
    }
    return text.substring(start, end);
  }
}
