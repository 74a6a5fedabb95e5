package io.runbookmemory.connectors.markdown;

import io.runbookmemory.memory.content.RunbookStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.BulletList;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.jspecify.annotations.Nullable;

/**
 * Finds the steps of one section.
 *
 * <ul>
 *   <li>The items of its ordered lists.
 *   <li>Where it has none, and its heading says that something is to be done: the items of its
 *       bullet lists, and its paragraphs that are followed by code.
 *   <li>Where it has neither lists nor code: its paragraphs.
 * </ul>
 *
 * <p>A list of nothing but links is a table of contents, not steps.
 */
final class StepFinder {

  private final Section section;
  private final List<RunbookStep> steps = new ArrayList<>();
  private @Nullable StepWriter open;

  private StepFinder(Section section) {
    this.section = section;
  }

  static List<RunbookStep> steps(Section section) {
    StepFinder finder = new StepFinder(section);
    if (section.blocks().stream().anyMatch(StepFinder::isNumbered)) {
      finder.readOrdered();
    } else if (section.acts()) {
      finder.readUnordered();
    }
    finder.close();
    return finder.steps;
  }

  private static boolean isNumbered(Node block) {
    return block instanceof OrderedList list && !onlyLinks(list);
  }

  /** Code that is not indented ends a list for Markdown, but not for whoever wrote it. */
  private void readOrdered() {
    for (Node block : section.blocks()) {
      Optional<CodeBlock> code = CodeBlock.in(block);
      if (isNumbered(block)) {
        items(block);
      } else if (open != null && code.isPresent()) {
        open.code(code.get());
      } else if (open != null && leadsToCode(block) && PlainText.of(block).endsWith(":")) {
        open.words(PlainText.of(block));
      } else {
        close();
      }
    }
  }

  private void readUnordered() {
    boolean prose = section.blocks().stream().allMatch(Paragraph.class::isInstance);
    for (Node block : section.blocks()) {
      Optional<CodeBlock> code = CodeBlock.in(block);
      if (block instanceof BulletList list && !onlyLinks(list)) {
        items(block);
      } else if (code.isPresent()) {
        (open == null ? open() : open).code(code.get());
      } else if (block instanceof Paragraph && (prose || leadsToCode(block))) {
        open().words(PlainText.of(block));
      } else {
        close();
      }
    }
  }

  private void items(Node list) {
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      read(item, open(), "");
    }
  }

  /** Reads the blocks inside one; they are nested no deeper than the parser allows. */
  private static void read(Node parent, StepWriter step, String bullet) {
    String prefix = bullet;
    for (Node block = parent.getFirstChild(); block != null; block = block.getNext()) {
      Optional<CodeBlock> code = CodeBlock.in(block);
      if (code.isPresent()) {
        step.code(code.get());
      } else if (block instanceof Paragraph) {
        step.words(prefix + withoutCheckbox(PlainText.of(block)));
        prefix = "";
      } else if (block instanceof ListBlock) {
        for (Node item = block.getFirstChild(); item != null; item = item.getNext()) {
          read(item, step, "- ");
        }
      } else {
        read(block, step, prefix);
      }
    }
  }

  private static String withoutCheckbox(String words) {
    return words.replaceFirst("^\\[[ xX]\\] ", "");
  }

  private static boolean leadsToCode(Node block) {
    return block instanceof Paragraph && CodeBlock.in(block.getNext()).isPresent();
  }

  private static boolean onlyLinks(Node list) {
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      boolean link =
          item instanceof ListItem
              && item.getFirstChild() instanceof Paragraph words
              && words.getFirstChild() instanceof Link first
              && first.getNext() == null;
      if (!link) {
        return false;
      }
    }
    return true;
  }

  private StepWriter open() {
    close();
    StepWriter step = new StepWriter(section.name());
    open = step;
    return step;
  }

  private void close() {
    if (open != null) {
      steps.addAll(open.steps());
      open = null;
    }
  }
}
