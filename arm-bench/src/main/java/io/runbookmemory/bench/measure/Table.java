package io.runbookmemory.bench.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table in Markdown, its columns aligned. Not thread-safe. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /** Creates a table with the names of its columns. */
  public Table(String... columns) {
    rows.add(List.of(columns));
  }

  /** Adds a row: text as it is, whole numbers with thousands apart, others to three digits. */
  public Table row(Object... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "a row must have " + rows.getFirst().size() + " cells, got " + cells.length);
    }
    rows.add(Arrays.stream(cells).map(Table::text).toList());
    return this;
  }

  private static String text(Object cell) {
    return switch (cell) {
      case Double number -> significant(number);
      case Integer number -> String.format(Locale.ROOT, "%,d", number);
      case Long number -> String.format(Locale.ROOT, "%,d", number);
      default -> cell.toString();
    };
  }

  private static String significant(double number) {
    if (Double.isNaN(number)) {
      return "-";
    }
    int decimals = Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }

  @Override
  public String toString() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append(line(rows.get(i), widths));
      if (i == 0) {
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
          rule.add("-".repeat(width));
        }
        text.append(line(rule, widths));
      }
    }
    return text.toString();
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      line.append(' ').append(cell).append(" ".repeat(widths[i] - cell.length())).append(" |");
    }
    return line.append('\n').toString();
  }
}
