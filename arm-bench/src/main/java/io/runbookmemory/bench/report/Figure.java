package io.runbookmemory.bench.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number of a table that decides something.
 *
 * @param what it says, in few words
 * @param bound which side is the good one
 * @param cell where it stands
 * @param beside what it is the ratio of, null if it is none
 * @param goal what was asked of it, null if nothing was
 * @param smoke whether it is steady enough to be held against the committed baseline
 */
record Figure(
    String what,
    Bound bound,
    Cell cell,
    @Nullable Beside beside,
    @Nullable Goal goal,
    boolean smoke) {

  /** Which side is the good one. */
  enum Bound {
    AT_MOST("at most"),
    AT_LEAST("at least");

    final String words;

    Bound(String words) {
      this.words = words;
    }

    boolean holds(double value, double limit) {
      return this == AT_MOST ? value <= limit : value >= limit;
    }

    /** Returns by which factor a value is worse than another: 1 for as good, above 1 if worse. */
    double worse(double value, double than) {
      return this == AT_MOST ? value / than : than / value;
    }
  }

  /**
   * A cell, or the worst of several: the one farthest on the bad side.
   *
   * @param table the title of the table
   * @param row the first cells of the row as they are printed, {@code *} for any
   * @param column the name of the column
   */
  record Cell(String table, List<String> row, String column) {

    static Cell of(String table, String column, String... row) {
      return new Cell(table, List.of(row), column);
    }
  }

  /**
   * What a ratio is of.
   *
   * @param arm ARM's side: a cell, whose row is empty if it is the ratio's own
   * @param peer the other side
   */
  record Beside(Cell arm, Cell peer) {}

  /**
   * What was asked.
   *
   * @param limit that the figure is to keep
   * @param from who asked for it
   * @param since the least form of which it was asked
   */
  record Goal(double limit, String from, Form since) {}

  static Figure atMost(String what, Cell cell) {
    return new Figure(what, Bound.AT_MOST, cell, null, null, false);
  }

  static Figure atLeast(String what, Cell cell) {
    return new Figure(what, Bound.AT_LEAST, cell, null, null, false);
  }

  Figure goal(double limit, String from) {
    return goal(limit, from, Form.QUICK);
  }

  Figure goal(double limit, String from, Form since) {
    return new Figure(what, bound, cell, beside, new Goal(limit, from, since), smoke);
  }

  /** The ratio is of two columns of its row. */
  Figure columns(String arm, String peer) {
    return beside(Cell.of(cell.table(), arm), Cell.of(cell.table(), peer));
  }

  /** The ratio is of two rows. */
  Figure beside(Cell arm, Cell peer) {
    return new Figure(what, bound, cell, new Beside(arm, peer), goal, smoke);
  }

  Figure inSmoke() {
    return new Figure(what, bound, cell, beside, goal, true);
  }
}
