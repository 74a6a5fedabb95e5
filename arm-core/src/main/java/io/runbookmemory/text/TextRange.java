package io.runbookmemory.text;

/**
 * A part of a text, in UTF-16 units.
 *
 * @param start where it begins, inclusive, at least 0
 * @param end where it ends, exclusive, above {@code start}
 */
public record TextRange(int start, int end) {

  /** Checks the rules. */
  public TextRange {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "a range must begin at 0 or later and end after it begins, got " + start + " to " + end);
    }
  }

  /**
   * Returns this part of a text.
   *
   * @param text the text that the range was made for, or a shorter one
   * @return what of the range lies inside the text
   */
  public String in(String text) {
    return text.substring(Math.min(start, text.length()), Math.min(end, text.length()));
  }
}
