package io.runbookmemory.replay.page;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes pages as Markdown. */
final class MarkdownPage {

  /** What could begin markup within a line, or end a table's cell. */
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*<>\\[\\]|&~]");

  private MarkdownPage() {}

  static String of(List<Block> blocks) {
    return blocks.stream().map(MarkdownPage::of).collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static String of(Block block) {
    return switch (block) {
      case Block.Heading heading -> "#".repeat(heading.level()) + " " + escaped(heading.text());
      case Block.Words words -> escaped(words.text());
      case Block.Table table ->
          row(table.head())
              + "\n|"
              + "---|".repeat(table.head().size())
              + table.rows().stream().map(one -> "\n" + row(one)).collect(Collectors.joining());
    };
  }

  private static String row(List<String> cells) {
    return cells.stream().map(MarkdownPage::escaped).collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String escaped(String text) {
    return MARKUP.matcher(Page.plain(text)).replaceAll("\\\\$0");
  }
}
