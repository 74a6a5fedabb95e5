package io.runbookmemory.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Where the sections and paragraphs of a text begin, as CommonMark 0.31.2 has it for ATX headings
 * and fenced code blocks. Plain text is a text without headings.
 *
 * <p>A fence may be indented by any amount, not by three spaces alone: inside lists it is.
 */
final class MarkdownOutline {

  /** A heading: the index of its first #, its level from 1 to 6, and what it says. */
  record Heading(int start, int level, String title) {}

  private static final int MAX_TITLE_LENGTH = 200;
  private static final int MAX_LEVEL = 6;
  private static final int MAX_HEADING_INDENT = 3;
  private static final int MIN_FENCE = 3;

  private final String text;
  private final List<Heading> headings = new ArrayList<>();
  private final BitSet headingStarts = new BitSet();
  private final BitSet paragraphStarts = new BitSet();
  private final BitSet firstUnderHeading = new BitSet();

  private char fence;
  private int fenceLength;
  private boolean afterBlank;
  private boolean afterHeading;

  private MarkdownOutline(String text) {
    this.text = text;
  }

  static MarkdownOutline of(String text) {
    var outline = new MarkdownOutline(text);
    int start = 0;
    while (start < text.length()) {
      int end = start;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      outline.line(start, end);
      start = text.startsWith("\r\n", end) ? end + 2 : end + 1;
    }
    return outline;
  }

  List<Heading> headings() {
    return headings;
  }

  boolean startsHeading(int index) {
    return headingStarts.get(index);
  }

  boolean startsParagraph(int index) {
    return paragraphStarts.get(index);
  }

  /** Returns whether a line begins here that no cut should part from the heading above it. */
  boolean isFirstUnderHeading(int index) {
    return firstUnderHeading.get(index);
  }

  private void line(int start, int end) {
    int first = start;
    while (first < end && Character.isWhitespace(text.charAt(first))) {
      first++;
    }
    if (first == end) {
      afterBlank = true;
      return;
    }
    boolean fenced = fenceLength > 0;
    fence(first, end);
    int level = fenced || first - start > MAX_HEADING_INDENT ? 0 : headingLevel(first, end);
    if (afterHeading && level == 0) {
      firstUnderHeading.set(first);
    } else if (level > 0) {
      headingStarts.set(first);
    } else if (afterBlank && !fenced) {
      paragraphStarts.set(first);
    }
    if (level > 0) {
      headings.add(new Heading(first, level, title(first + level, end)));
    }
    afterHeading = level > 0;
    afterBlank = false;
  }

  /** Opens or closes a fence, if the line does. */
  private void fence(int first, int end) {
    char mark = text.charAt(first);
    int length = runLength(mark, first, end);
    if (length < MIN_FENCE || (mark != '`' && mark != '~')) {
      return;
    }
    if (fenceLength == 0) {
      // An info string has no backtick: ```x``` is code within a line.
      if (mark == '~' || text.indexOf('`', first + length, end) < 0) {
        fence = mark;
        fenceLength = length;
      }
    } else if (mark == fence && length >= fenceLength && isBlank(first + length, end)) {
      fenceLength = 0;
    }
  }

  private int headingLevel(int first, int end) {
    int level = runLength('#', first, end);
    boolean spaceFollows =
        first + level == end || Character.isWhitespace(text.charAt(first + level));
    return level <= MAX_LEVEL && spaceFollows ? level : 0;
  }

  private int runLength(char mark, int from, int end) {
    int i = from;
    while (i < end && text.charAt(i) == mark) {
      i++;
    }
    return i - from;
  }

  private boolean isBlank(int from, int end) {
    for (int i = from; i < end; i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private String title(int from, int end) {
    String line = text.substring(from, Math.min(end, from + MAX_TITLE_LENGTH)).strip();
    int last = line.length();
    while (last > 0 && line.charAt(last - 1) == '#') {
      last--;
    }
    boolean closed = last == 0 || Character.isWhitespace(line.charAt(last - 1));
    return closed ? line.substring(0, last).strip() : line;
  }
}
