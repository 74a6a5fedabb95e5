package io.runbookmemory.connectors.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * A heading, or a label in bold at the begin of a paragraph, and the Markdown up to the next: code,
 * tables and links as they are written.
 *
 * @param name the heading's words; empty for what stands before the first one
 * @param level 1 to 6 as in Markdown, {@link #LABEL} for a label
 * @param markdown without blank lines around it
 */
record SourceSection(String name, int level, String markdown) {

  /** Below all headings. */
  static final int LABEL = 7;

  private static final int LONGEST_LABEL = 60;

  /** Returns the sections of a page in order. */
  static List<SourceSection> of(Node document, List<String> lines) {
    List<SourceSection> sections = new ArrayList<>();
    List<String> blocks = new ArrayList<>();
    String name = "";
    int level = 0;
    for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
      Node node = block;
      Optional<String> bold = label(block);
      Optional<String> label = bold.or(() -> plainLabel(node));
      if (block instanceof Heading || label.isPresent()) {
        sections.add(section(name, level, blocks));
        blocks.clear();
        name = label.orElse(PlainText.of(block));
        level = block instanceof Heading heading ? heading.getLevel() : LABEL;
      }
      if (label.isPresent()) {
        String source = source(block, lines);
        blocks.add(
            bold.isPresent() ? behindLabel(source) : source.substring(name.length() + 1).strip());
      } else if (!(block instanceof Heading)) {
        blocks.add(source(block, lines));
      }
    }
    sections.add(section(name, level, blocks));
    return sections;
  }

  private static SourceSection section(String name, int level, List<String> blocks) {
    String markdown =
        blocks.stream().filter(block -> !block.isBlank()).collect(Collectors.joining("\n\n"));
    return new SourceSection(name, level, markdown);
  }

  /** Returns the words of {@code **Impact:** …}, {@code **Impact**: …} or {@code **Impact**}. */
  private static Optional<String> label(Node block) {
    if (!(block instanceof Paragraph && block.getFirstChild() instanceof StrongEmphasis bold)) {
      return Optional.empty();
    }
    String words = PlainText.of(bold);
    @Nullable Node behind = bold.getNext();
    boolean ends =
        behind == null
            || words.endsWith(":")
            || (behind instanceof Text text && text.getLiteral().startsWith(":"));
    return Optional.of(words.endsWith(":") ? words.substring(0, words.length() - 1) : words)
        .filter(label -> ends && !label.isBlank() && label.length() <= LONGEST_LABEL);
  }

  /** Returns the words of {@code Root cause: …}; without bold letters only what is a known part. */
  private static Optional<String> plainLabel(Node block) {
    if (block instanceof Paragraph && block.getFirstChild() instanceof Text text) {
      int colon = text.getLiteral().indexOf(':');
      return Optional.of(text.getLiteral().substring(0, Math.max(0, colon)))
          .filter(label -> !label.isBlank() && label.length() <= LONGEST_LABEL / 2)
          .filter(label -> PostmortemPart.of(label).filter(PostmortemPart.Fit::plain).isPresent());
    }
    return Optional.empty();
  }

  private static String behindLabel(String source) {
    String mark = source.substring(0, 2);
    int end = source.indexOf(mark, 2);
    String rest = end < 0 ? source : source.substring(end + 2);
    return (rest.startsWith(":") ? rest.substring(1) : rest).strip();
  }

  private static String source(Node block, List<String> lines) {
    List<SourceSpan> spans = block.getSourceSpans();
    boolean hint = block instanceof HtmlBlock html && html.getLiteral().startsWith("<!--");
    if (spans.isEmpty() || hint) {
      return ""; // a template's comments are no words of whoever filled it in
    }
    int last = spans.getLast().getLineIndex();
    return String.join("\n", lines.subList(spans.getFirst().getLineIndex(), last + 1))
        .stripTrailing();
  }

  /** Returns this section with the heading and the words of one below it. */
  SourceSection with(SourceSection child) {
    String heading =
        child.level == LABEL
            ? "**" + child.name + ":**"
            : "#".repeat(child.level) + " " + child.name;
    String whole = markdown + "\n\n" + heading + "\n\n" + child.markdown;
    return new SourceSection(name, level, whole.strip());
  }
}
