package io.runbookmemory.jdbc.rows;

import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.ranking.IndexedText;
import java.util.List;

/**
 * The condition in SQL that a {@link Filter} stands for, over {@code memory m}.
 *
 * <p>SQL's NULL is neither true nor false, and its NOT keeps it so, while a filter's answer is one
 * or the other. So no NOT is ever written: it is carried down to the single conditions by De
 * Morgan's laws, and each of these is written so that NULL means "does not pass". ANDs and ORs of
 * such conditions, read as WHERE reads them, then mean what the filter means.
 */
public final class FilterSql {

  /** SQLite allows expressions that are 1,000 deep; the rest of a statement needs a few. */
  private static final int MAX_DEPTH = 900;

  /** SQLite allows 32,766 values in a statement, PostgreSQL 65,535. */
  private static final int MAX_VALUES = 32_000;

  private final Dialect dialect;
  private final Tenant tenant;
  private final Sql sql;

  private FilterSql(Dialect dialect, Tenant tenant, Sql sql) {
    this.dialect = dialect;
    this.tenant = tenant;
    this.sql = sql;
  }

  /**
   * Appends a filter's condition on a tenant's memories.
   *
   * @throws IllegalArgumentException if it is nested too deep, or holds too many values, for a
   *     statement
   */
  public static void append(Filter filter, Dialect dialect, Tenant tenant, Sql sql) {
    int before = sql.values().size();
    new FilterSql(dialect, tenant, sql).write(filter, false, 1);
    int values = sql.values().size() - before;
    if (values > MAX_VALUES) {
      throw new IllegalArgumentException(
          "a filter must hold at most "
              + MAX_VALUES
              + " values, those of an In counted as one, got "
              + values);
    }
  }

  private void write(Filter filter, boolean negated, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "a filter's parts, joined two and two, must be at most "
              + MAX_DEPTH
              + " deep, got more; nest it less or give its nodes fewer parts");
    }
    switch (filter) {
      case Filter.Everything everything -> sql.add(negated ? "1 = 0" : "1 = 1");
      case Filter.And and -> writeAll(and.parts(), negated ? " OR " : " AND ", negated, depth);
      case Filter.Or or -> writeAll(or.parts(), negated ? " AND " : " OR ", negated, depth);
      case Filter.Not not -> write(not.part(), !negated, depth);
      case Filter.Eq<?> eq -> writeEq(eq, negated);
      case Filter.Ne<?> ne -> writeNe(ne, negated);
      case Filter.In<?> in -> writeIn(in, negated);
      case Filter.Range<?> range -> writeRange(range, negated);
      case Filter.ContainsText contains -> {
        sql.add("m.number ").add(negated ? "NOT IN (" : "IN (");
        dialect.withAllWords(sql, tenant, IndexedText.query(contains.text()));
        sql.add(")");
      }
      case Filter.HasTag tag ->
          sql.add("m.number ")
              .add(negated ? "NOT IN" : "IN")
              .add(
                  " (SELECT memory FROM tag WHERE tenant = ? AND tag = ?)",
                  tenant.name(),
                  tag.tag());
      case Filter.IsNull isNull ->
          sql.add(column(isNull.field())).add(negated ? " IS NOT NULL" : " IS NULL");
    }
  }

  /** Joins parts as a balanced tree: a chain would be as deep for SQLite as it is long. */
  private void writeAll(List<Filter> parts, String operator, boolean negated, int depth) {
    if (parts.size() == 1) {
      write(parts.getFirst(), negated, depth);
      return;
    }
    int half = parts.size() / 2;
    sql.add("(");
    writeAll(parts.subList(0, half), operator, negated, depth + 1);
    sql.add(operator);
    writeAll(parts.subList(half, parts.size()), operator, negated, depth + 1);
    sql.add(")");
  }

  private <V extends Comparable<? super V>> void writeEq(Filter.Eq<V> eq, boolean negated) {
    writeEquality(column(eq.field()), encoded(eq.field(), eq.value()), negated);
  }

  private <V extends Comparable<? super V>> void writeNe(Filter.Ne<V> ne, boolean negated) {
    writeEquality(column(ne.field()), encoded(ne.field(), ne.value()), !negated);
  }

  private void writeEquality(String column, Object value, boolean negated) {
    if (negated) {
      sql.add("(" + column + " IS NULL OR " + column + " <> ?)", value);
    } else {
      sql.add(column + " = ?", value);
    }
  }

  private <V extends Comparable<? super V>> void writeIn(Filter.In<V> in, boolean negated) {
    String column = column(in.field());
    sql.add(negated ? "(" + column + " IS NULL OR " + column : "(" + column);
    dialect.in(
        sql, negated, in.values().stream().map(value -> encoded(in.field(), value)).toList());
    sql.add(")");
  }

  private <V extends Comparable<? super V>> void writeRange(
      Filter.Range<V> range, boolean negated) {
    String column = column(range.field());
    String separator = "(";
    if (negated) {
      sql.add("(" + column + " IS NULL");
      separator = " OR ";
    }
    if (range.from() != null) {
      String bound = negated ? " < ?" : " >= ?";
      sql.add(separator + column + bound, encoded(range.field(), range.from()));
      separator = negated ? " OR " : " AND ";
    }
    if (range.to() != null) {
      String bound = negated ? " >= ?" : " < ?";
      sql.add(separator + column + bound, encoded(range.field(), range.to()));
    }
    sql.add(")");
  }

  /** Returns the name of a field's column in {@code memory}. */
  public static String name(Field<?> field) {
    return '"' + field.name() + '"';
  }

  private static String column(Field<?> field) {
    return "m." + name(field);
  }

  private static <V extends Comparable<? super V>> Object encoded(Field<V> field, V value) {
    return field.isText() ? value : Long.valueOf(field.encode(value));
  }
}
