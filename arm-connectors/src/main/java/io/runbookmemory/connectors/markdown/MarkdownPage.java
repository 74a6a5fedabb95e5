package io.runbookmemory.connectors.markdown;

import io.runbookmemory.memory.content.RunbookStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A page of Markdown (CommonMark), without front matter, as its title and its steps. Immutable and
 * thread-safe.
 */
public final class MarkdownPage {

  /** Deeper than anybody indents, and far from the end of a thread's stack. */
  private static final int MAX_NESTING = 50;

  private static final Parser PARSER =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(MAX_NESTING)
          .customInlineContentParserFactory(BoundedTags.FACTORY)
          .build();

  private final Optional<String> title;
  private final List<RunbookStep> steps;

  /** Returns the tree of a text, with the lines that each block stands on. */
  static Node tree(String markdown) {
    return PARSER.parse(markdown);
  }

  private MarkdownPage(Node document) {
    this.title = findTitle(document);
    this.steps =
        Section.of(document).stream()
            .flatMap(section -> StepFinder.steps(section).stream())
            .toList();
  }

  /**
   * Returns the page that a text is.
   *
   * @param markdown any text: all text is Markdown
   * @return the page
   */
  public static MarkdownPage parse(String markdown) {
    return new MarkdownPage(tree(markdown));
  }

  /**
   * Returns the words of the first heading of level 1, else of the first heading.
   *
   * @return one line without marks; empty if the page has no heading
   */
  public Optional<String> title() {
    return title;
  }

  /**
   * Returns what the page says to do: the items of its ordered lists, and under headings such as
   * <em>Mitigation</em> that have none, the items of bullet lists, the paragraphs that are followed
   * by code, or where there is neither, the paragraphs.
   *
   * <p>A step's text is without marks, with a line for each item of a nested list. Its section is
   * the path of headings above, such as {@code Mitigation / Redis}, without the page's title. Its
   * code is the first block inside or right behind it; each further block is a step of its own,
   * whose text are the words between the two, if there are any. Blocks marked {@code log} or {@code
   * output}, and further ones marked {@code text}, show what one sees and are left out.
   *
   * @return in order, possibly empty
   */
  public List<RunbookStep> steps() {
    return steps;
  }

  private static Optional<String> findTitle(Node document) {
    List<Heading> headings = Section.headings(document);
    return Stream.concat(
            headings.stream().filter(heading -> heading.getLevel() == 1), headings.stream())
        .findFirst()
        .map(PlainText::of);
  }
}
