package io.runbookmemory.replay.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes pages for terminals: columns are as wide as their widest cell. */
final class TerminalPage {

  /** A longer cell is cut, so that one title does not push the rest out of sight. */
  private static final int WIDEST = 48;

  private TerminalPage() {}

  static String of(List<Block> blocks) {
    return blocks.stream().map(TerminalPage::of).collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static String of(Block block) {
    return switch (block) {
      case Block.Heading heading -> heading(heading);
      case Block.Words words -> Page.plain(words.text());
      case Block.Table table -> table(table);
    };
  }

  private static String heading(Block.Heading heading) {
    String text = Page.plain(heading.text());
    return text + "\n" + (heading.level() == 1 ? "=" : "-").repeat(length(text));
  }

  private static String table(Block.Table table) {
    List<List<String>> rows = new ArrayList<>(List.of(table.head()));
    rows.addAll(table.rows());
    List<List<String>> cut =
        rows.stream().map(row -> row.stream().map(TerminalPage::cut).toList()).toList();
    int[] widths = new int[table.head().size()];
    for (List<String> row : cut) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    return cut.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - length(row.get(i)) + 2));
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String cell) {
    String text = Page.plain(cell);
    return length(text) <= WIDEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, WIDEST - 1)) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
