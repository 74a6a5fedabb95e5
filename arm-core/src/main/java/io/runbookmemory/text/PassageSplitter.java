package io.runbookmemory.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into passages that fit an embedding model's window, so that no part of a long text
 * goes unembedded. Immutable and thread-safe; linear in the length of the text.
 *
 * <p>A passage takes as much of the text as fits, and ends at the best place in the last two thirds
 * of that: before a Markdown heading (ATX; a {@code #} within a fenced code block is none), else
 * between paragraphs, else after a sentence, else after a line. Where there is none it ends at the
 * last white space, and in a text without any where the space is used up, but never within a
 * surrogate pair. A heading stays with the line below it wherever the text allows.
 *
 * <p>Every character that is not white space, as {@link Character#isWhitespace(char)} has it, is in
 * exactly one passage.
 */
public final class PassageSplitter {

  /**
   * The default size: at the three to four characters that a token of operations text has, about
   * 256 tokens, half the window of the common small embedding models (512 tokens).
   */
  public static final int DEFAULT_MAX_CHARACTERS = 900;

  /** The smallest size: half of it may go to the title and the headings. */
  public static final int MIN_MAX_CHARACTERS = 100;

  /** The title may take this part of a passage, and the headings again. */
  private static final int CONTEXT_PART = 4;

  private final int maxCharacters;

  /** Creates a splitter of the default size. */
  public PassageSplitter() {
    this(DEFAULT_MAX_CHARACTERS);
  }

  /**
   * Creates a splitter.
   *
   * @param maxCharacters the size of a passage with its title and headings, in UTF-16 units, at
   *     least {@value #MIN_MAX_CHARACTERS}
   * @throws IllegalArgumentException if that is too few
   */
  public PassageSplitter(int maxCharacters) {
    if (maxCharacters < MIN_MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "maxCharacters must be at least " + MIN_MAX_CHARACTERS + ", got " + maxCharacters);
    }
    this.maxCharacters = maxCharacters;
  }

  /**
   * Returns the passages of a text, in its order. What is embedded of each is a line with the title
   * and the headings above the passage, joined by {@code >}, then the passage. A title longer than
   * a quarter of the size is shortened; of headings longer than that the outer ones are left out.
   *
   * @param title the text's title, empty where it has none
   * @param text Markdown or plain text, not blank: of a memory without text, the title is the text
   * @return at least one passage; the ranges ascend and do not overlap
   * @throws IllegalArgumentException if the text is blank
   */
  public List<PassageText> split(String title, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("text must not be blank");
    }
    var outline = MarkdownOutline.of(text);
    var context = new PassageContext(title, outline.headings(), maxCharacters / CONTEXT_PART);
    var breaks = new PassageBreaks(text, outline);
    var passages = new ArrayList<PassageText>();
    int start = breaks.skipSpace(0);
    while (start < text.length()) {
      String above = context.at(start);
      String head = above.isEmpty() ? "" : above + "\n";
      int cut = breaks.cut(start, maxCharacters - head.length());
      var range = new TextRange(start, trimmedEnd(text, cut));
      passages.add(new PassageText(range, head + range.in(text)));
      start = breaks.skipSpace(cut);
    }
    return List.copyOf(passages);
  }

  private static int trimmedEnd(String text, int end) {
    int i = end;
    while (Character.isWhitespace(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }
}
