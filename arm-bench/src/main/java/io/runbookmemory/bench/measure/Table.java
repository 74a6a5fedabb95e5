package io.runbookmemory.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.replay.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A table: printed as Markdown, its columns aligned; recorded with its numbers. Not thread-safe.
 */
public final class Table {

  private final List<String> columns;
  private final List<List<Object>> rows = new ArrayList<>();

  /** Creates a table with the names of its columns. */
  public Table(String... columns) {
    this.columns = List.of(columns);
  }

  /**
   * Adds a row. Whole numbers are printed with thousands apart, others to three digits, a ratio
   * with its interval; whatever else is given is text.
   */
  public Table row(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row must have " + columns.size() + " cells, got " + cells.length);
    }
    rows.add(Arrays.stream(cells).map(Table::cell).toList());
    return this;
  }

  /** Returns the names of the columns. */
  public List<String> columns() {
    return columns;
  }

  /** Returns the rows: of each cell a text, a {@code Long}, a {@code Double} or an estimate. */
  public List<List<Object>> rows() {
    return Collections.unmodifiableList(rows);
  }

  private static Object cell(Object cell) {
    return switch (cell) {
      case Integer number -> (long) number;
      case Long number -> number;
      case Double number -> number;
      case Estimate estimate -> estimate;
      default -> cell.toString();
    };
  }

  /** Returns a cell as it is printed. */
  public static String text(Object cell) {
    return switch (cell) {
      case Double number -> significant(number);
      case Long number -> String.format(Locale.ROOT, "%,d", number);
      case Estimate estimate when !estimate.known() -> "-";
      case Estimate(double value, double low, double high) when low == high -> significant(value);
      case Estimate(double value, double low, double high) ->
          significant(value) + " [" + significant(low) + ", " + significant(high) + "]";
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

  /** Returns it with its numbers as they were measured; what is not known is null. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    columns.forEach(json.putArray("columns")::add);
    ArrayNode all = json.putArray("rows");
    for (List<Object> row : rows) {
      ArrayNode cells = all.addArray();
      row.forEach(cell -> add(cells, cell));
    }
    return json;
  }

  private static void add(ArrayNode to, Object cell) {
    switch (cell) {
      case Long number -> to.add(number);
      case Double number when Double.isFinite(number) -> to.add(number);
      case Double number -> to.addNull();
      case Estimate estimate when !estimate.known() -> to.addNull();
      case Estimate(double value, double low, double high) ->
          to.addObject().put("value", value).put("low", low).put("high", high);
      default -> to.add(cell.toString());
    }
  }

  /** Returns the table that was written so. */
  public static Table of(JsonNode json) {
    List<String> columns = new ArrayList<>();
    json.path("columns").forEach(column -> columns.add(column.asText()));
    Table table = new Table(columns.toArray(String[]::new));
    for (JsonNode row : json.path("rows")) {
      List<Object> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(read(cell)));
      table.row(cells.toArray());
    }
    return table;
  }

  private static Object read(JsonNode cell) {
    return switch (cell.getNodeType()) {
      case NUMBER -> cell.isIntegralNumber() ? (Object) cell.longValue() : cell.doubleValue();
      case NULL -> Double.NaN;
      case OBJECT ->
          new Estimate(
              cell.path("value").asDouble(),
              cell.path("low").asDouble(),
              cell.path("high").asDouble());
      default -> cell.asText();
    };
  }

  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns);
    rows.forEach(row -> lines.add(row.stream().map(Table::text).toList()));
    int[] widths = new int[columns.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    lines.add(1, Arrays.stream(widths).mapToObj("-"::repeat).toList());
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line(line, widths)));
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
