package io.runbookmemory.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The line above a passage that says where it stands: the title and the headings in force,
 * outermost first. Moves forward through a text only.
 */
final class PassageContext {

  private static final String ARROW = " > ";

  private final String title;
  private final int maxPathLength;
  private final List<MarkdownOutline.Heading> headings;
  private final Deque<MarkdownOutline.Heading> path = new ArrayDeque<>();
  private int next;

  /**
   * Creates the context of a text.
   *
   * @param maxLength characters that the title may take, and again the headings
   */
  PassageContext(String title, List<MarkdownOutline.Heading> headings, int maxLength) {
    this.title = shortened(title.strip(), maxLength);
    this.maxPathLength = maxLength;
    this.headings = headings;
  }

  /**
   * Returns the line above the passage that begins at an index. A heading that the passage begins
   * with stands in the passage.
   *
   * @return at most twice the maximum and an arrow, empty without title and headings
   */
  String at(int index) {
    while (next < headings.size() && headings.get(next).start() < index) {
      MarkdownOutline.Heading heading = headings.get(next++);
      while (!path.isEmpty() && path.peek().level() >= heading.level()) {
        path.pop();
      }
      path.push(heading);
    }
    String trail = trail();
    return title + (title.isEmpty() || trail.isEmpty() ? "" : ARROW) + trail;
  }

  /** Returns the headings from the outside in; where they are too long, the outer ones go. */
  private String trail() {
    String trail = "";
    for (Iterator<MarkdownOutline.Heading> inside = path.iterator(); inside.hasNext(); ) {
      String heading = inside.next().title();
      if (heading.isEmpty() || heading.equalsIgnoreCase(title)) {
        continue;
      }
      if (trail.isEmpty()) {
        trail = shortened(heading, maxPathLength);
      } else if (heading.length() + ARROW.length() + trail.length() <= maxPathLength) {
        trail = heading + ARROW + trail;
      } else {
        return trail;
      }
    }
    return trail;
  }

  private static String shortened(String line, int maxLength) {
    String cut = PlainText.cut(line, maxLength);
    String oneLine = cut.replaceAll("\\s+", " ");
    return cut.length() == line.length()
        ? oneLine
        : PlainText.cut(oneLine, maxLength - 1).stripTrailing() + "…";
  }
}
