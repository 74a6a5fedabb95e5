package io.runbookmemory.text;

/** How a text is made shorter for people, without half of a character. Lengths in UTF-16 units. */
public final class Excerpt {

  private Excerpt() {}

  /**
   * Returns the beginning of a text.
   *
   * @param text any text
   * @param maxLength the most of it, at least 1
   * @return the text itself if it is not longer; else so much, one less where the cut would part a
   *     surrogate pair
   */
  public static String beginning(String text, int maxLength) {
    return PlainText.cut(text, maxLength);
  }

  /**
   * Returns a text's first line as a title.
   *
   * @param text any text that is not blank
   * @param maxLength the most of the line, at least 1
   * @return the line if it is not longer; else its beginning, to the end of a word where one ends
   *     in its second half, and {@code …}
   */
  public static String title(String text, int maxLength) {
    String line = text.strip().lines().findFirst().orElse(text);
    if (line.length() <= maxLength) {
      return line;
    }
    int space = line.lastIndexOf(' ', maxLength);
    return beginning(line, space > maxLength / 2 ? space : maxLength) + "…";
  }
}
