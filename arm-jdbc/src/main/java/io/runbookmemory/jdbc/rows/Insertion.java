package io.runbookmemory.jdbc.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of one table that are inserted together, by few statements. Not thread-safe. */
public final class Insertion {

  /**
   * A column that is filled.
   *
   * @param name as SQL has it
   * @param type as PostgreSQL calls it
   */
  public record Column(String name, String type) {}

  private final String table;
  private final List<Column> columns;
  private final String onConflict;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  private Insertion(String table, List<Column> columns, String onConflict) {
    this.table = table;
    this.columns = List.copyOf(columns);
    this.onConflict = onConflict;
  }

  /** Rows none of which may be there. */
  public static Insertion into(String table, Column... columns) {
    return new Insertion(table, Arrays.asList(columns), "");
  }

  /** Rows that take the place of those with the same key. */
  public static Insertion over(String table, String key, List<Column> columns) {
    String set =
        columns.stream()
            .map(column -> column.name() + " = excluded." + column.name())
            .collect(Collectors.joining(", "));
    return new Insertion(table, columns, " ON CONFLICT (" + key + ") DO UPDATE SET " + set);
  }

  /** Adds a row: a value for each column. */
  public void add(@Nullable Object... values) {
    rows.add(values);
  }

  public List<Column> columns() {
    return columns;
  }

  public List<@Nullable Object[]> rows() {
    return rows;
  }

  /** Returns the statement. */
  public String sql(String values) {
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    return "INSERT INTO " + table + " (" + names + ") " + values + onConflict;
  }
}
