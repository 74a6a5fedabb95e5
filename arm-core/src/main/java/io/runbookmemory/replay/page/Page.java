package io.runbookmemory.replay.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Headings, words and tables, one below the other, that become Markdown or text for a terminal.
 * What is written on it is text always, whatever it looks like: an incident's title can make
 * neither a link nor a picture, nor move the cursor. Not thread-safe while it is written.
 */
public final class Page {

  private final List<Block> blocks = new ArrayList<>();

  /** Creates an empty page. */
  public Page() {}

  /**
   * Adds the title.
   *
   * @param text in one line
   * @return this
   */
  public Page title(String text) {
    blocks.add(new Block.Heading(1, text));
    return this;
  }

  /**
   * Adds a section's heading.
   *
   * @param text in one line
   * @return this
   */
  public Page section(String text) {
    blocks.add(new Block.Heading(2, text));
    return this;
  }

  /**
   * Adds a paragraph.
   *
   * @param text sentences
   * @return this
   */
  public Page words(String text) {
    blocks.add(new Block.Words(text));
    return this;
  }

  /**
   * Adds a table.
   *
   * @param head what stands above each column
   * @param rows each as long as the head
   * @return this
   */
  public Page table(List<String> head, List<List<String>> rows) {
    for (List<String> row : rows) {
      if (row.size() != head.size()) {
        throw new IllegalArgumentException(
            "a row must have " + head.size() + " cells, got " + row.size());
      }
    }
    blocks.add(new Block.Table(List.copyOf(head), List.copyOf(rows)));
    return this;
  }

  /**
   * Returns the cells of a row.
   *
   * @param cells written as their {@code toString} says
   * @return as many texts
   */
  public static List<String> row(Object... cells) {
    return Stream.of(cells).map(String::valueOf).toList();
  }

  /**
   * Returns the page for a file.
   *
   * @return Markdown with the tables of GitHub's
   */
  public String toMarkdown() {
    return MarkdownPage.of(blocks);
  }

  /**
   * Returns the page for a terminal.
   *
   * @return lines with aligned columns
   */
  public String toText() {
    return TerminalPage.of(blocks);
  }

  /** Returns text in one line, without anything that a terminal obeys. */
  static String plain(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}\\p{Cf}]+", " ").strip();
  }
}
