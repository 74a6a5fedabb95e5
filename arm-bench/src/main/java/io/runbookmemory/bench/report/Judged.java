package io.runbookmemory.bench.report;

import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.report.Figure.Beside;
import io.runbookmemory.bench.report.Figure.Bound;
import io.runbookmemory.bench.report.Figure.Cell;
import io.runbookmemory.bench.report.Figure.Goal;
import io.runbookmemory.bench.report.Result.Titled;
import io.runbookmemory.replay.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A figure as it was measured.
 *
 * @param chapter the chapter's name
 * @param figure what it is
 * @param row the row that it was taken from, such as the worst of several; empty if none was
 * @param value with its interval; {@link Estimate#NONE} if it was not measured
 * @param arm ARM's side as it is printed, or empty
 * @param peer the other side, or empty
 * @param outcome what became of the goal
 */
record Judged(
    String chapter,
    Figure figure,
    List<String> row,
    Estimate value,
    String arm,
    String peer,
    Outcome outcome) {

  /** What became of a goal. */
  enum Outcome {
    MET,
    MISSED,
    NOT_RUN,
    /** Measured, but smaller than what the goal was set for. */
    TOO_SMALL,
    NO_GOAL;

    @Override
    public String toString() {
      return this == TOO_SMALL
          ? "needs --full"
          : this == NO_GOAL ? "-" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Returns all figures of a chapter. */
  static List<Judged> of(Chapter chapter, Result result, Form form) {
    return chapter.figures().stream().map(figure -> of(chapter, figure, result, form)).toList();
  }

  private static Judged of(Chapter chapter, Figure figure, Result result, Form form) {
    Found found = find(figure.cell(), figure.bound(), result.tables());
    if (found == null || !result.measured()) {
      return new Judged(
          chapter.name(), figure, List.of(), Estimate.NONE, "", "", unknown(figure, result, form));
    }
    Beside beside = figure.beside();
    return new Judged(
        chapter.name(),
        figure,
        found.row().stream().limit(figure.cell().row().size()).map(Table::text).toList(),
        found.value(),
        beside == null ? "" : printed(beside.arm(), found, result.tables()),
        beside == null ? "" : printed(beside.peer(), found, result.tables()),
        outcome(figure, found.value().value(), form));
  }

  private static Outcome unknown(Figure figure, Result result, Form form) {
    Goal goal = figure.goal();
    boolean larger = goal != null && form.compareTo(goal.since()) < 0;
    return larger && result.measured() ? Outcome.TOO_SMALL : Outcome.NOT_RUN;
  }

  private static Outcome outcome(Figure figure, double value, Form form) {
    Goal goal = figure.goal();
    if (goal == null) {
      return Outcome.NO_GOAL;
    }
    if (form.compareTo(goal.since()) < 0) {
      return Outcome.TOO_SMALL;
    }
    return figure.bound().holds(value, goal.limit()) ? Outcome.MET : Outcome.MISSED;
  }

  private record Found(Table table, List<Object> row, Estimate value) {}

  /** Returns the worst of the cells that are meant; null if there is none with a number. */
  private static @Nullable Found find(Cell cell, Bound bound, List<Titled> tables) {
    Found worst = null;
    for (Found found : all(cell, tables)) {
      boolean worse =
          worst == null || bound.worse(found.value().value(), worst.value().value()) > 1;
      worst = worse ? found : worst;
    }
    return worst;
  }

  private static List<Found> all(Cell cell, List<Titled> tables) {
    List<Found> all = new ArrayList<>();
    for (Titled titled : tables) {
      int column = titled.table().columns().indexOf(cell.column());
      if (!titled.title().equals(cell.table()) || column < 0) {
        continue;
      }
      for (List<Object> row : titled.table().rows()) {
        Estimate value = number(row.get(column));
        if (value.known() && matches(row, cell.row())) {
          all.add(new Found(titled.table(), row, value));
        }
      }
    }
    return all;
  }

  private static boolean matches(List<Object> row, List<String> wanted) {
    return IntStream.range(0, wanted.size())
        .allMatch(i -> wanted.get(i).equals("*") || wanted.get(i).equals(Table.text(row.get(i))));
  }

  private static Estimate number(Object cell) {
    return switch (cell) {
      case Estimate estimate -> estimate;
      case Double number -> new Estimate(number, number, number);
      case Long number -> new Estimate(number, number, number);
      default -> Estimate.NONE;
    };
  }

  private static String printed(Cell cell, Found ratio, List<Titled> tables) {
    if (cell.row().isEmpty()) {
      int column = ratio.table().columns().indexOf(cell.column());
      return column < 0 ? "" : Table.text(ratio.row().get(column)) + unit(cell.column());
    }
    List<Found> found = all(cell, tables);
    return found.isEmpty() ? "" : Table.text(found.getFirst().value()) + unit(cell.column());
  }

  private static String unit(String column) {
    return column.endsWith(" ms") ? " ms" : "";
  }

  /** Returns the figure with its interval as it is printed. */
  String printed() {
    return Table.text(value);
  }

  /** Returns the goal as it is printed. */
  String asked() {
    Goal goal = figure.goal();
    return goal == null
        ? ""
        : figure.bound().words + " " + Table.text(goal.limit()) + " (" + goal.from() + ")";
  }
}
