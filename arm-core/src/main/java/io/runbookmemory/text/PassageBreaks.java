package io.runbookmemory.text;

/** Where a text is best cut. */
final class PassageBreaks {

  /** How good a cut before a character is, from worst to best. */
  private enum Break {
    NONE,
    SPACE,
    LINE,
    SENTENCE,
    PARAGRAPH,
    HEADING
  }

  /** A break before this part of the room is no better than white space: passages stay of use. */
  private static final int MIN_FILL_PART = 3;

  private final String text;
  private final MarkdownOutline outline;

  PassageBreaks(String text, MarkdownOutline outline) {
    this.text = text;
    this.outline = outline;
  }

  /**
   * Returns where to end the passage that begins at an index, which is not white space.
   *
   * @param room the most characters that it may have, at least 2
   */
  int cut(int start, int room) {
    int limit = skipSpace(Math.min(text.length(), start + room));
    if (limit == text.length()) {
      return limit;
    }
    int minFill = start + room / MIN_FILL_PART;
    Break best = Break.NONE;
    int cut = limit;
    for (int i = limit; i > start && best != Break.HEADING; i--) {
      Break found = breakBefore(i);
      if (i < minFill && found != Break.NONE) {
        found = Break.SPACE;
      }
      if (found.compareTo(best) > 0) {
        best = found;
        cut = i;
      }
    }
    boolean partsAPair = Character.isSurrogatePair(text.charAt(cut - 1), text.charAt(cut));
    return partsAPair ? cut - 1 : cut;
  }

  /** Returns the first index, from one on, that is not white space. */
  int skipSpace(int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private Break breakBefore(int i) {
    if (Character.isWhitespace(text.charAt(i))) {
      return Break.NONE;
    }
    if (outline.startsHeading(i)) {
      return Break.HEADING;
    }
    if (outline.startsParagraph(i)) {
      return Break.PARAGRAPH;
    }
    int last = i - 1;
    boolean newLine = false;
    while (Character.isWhitespace(text.charAt(last))) {
      newLine |= text.charAt(last) == '\n' || text.charAt(last) == '\r';
      last--;
    }
    boolean spaced = last < i - 1;
    if (spaced && outline.isFirstUnderHeading(i)) {
      return Break.SPACE;
    }
    if (endsSentence(last, spaced)) {
      return Break.SENTENCE;
    }
    return newLine ? Break.LINE : spaced ? Break.SPACE : Break.NONE;
  }

  private boolean endsSentence(int last, boolean spaced) {
    return switch (text.charAt(last)) {
      case '!', '?' -> spaced;
      // "1. Check the pod": after a digit the point is more likely a list's than a sentence's.
      case '.' -> spaced && last > 0 && !Character.isDigit(text.charAt(last - 1));
      case '\u3002', '\uff01', '\uff1f' -> true;
      default -> false;
    };
  }
}
