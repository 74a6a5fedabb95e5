package io.runbookmemory.bench.report;

import io.runbookmemory.bench.measure.Table;
import java.util.List;

/** The table of what decides: the figures of all chapters, with their goals. */
final class Goals {

  private Goals() {}

  static Table table(List<Judged> figures) {
    Table table = new Table("chapter", "what", "ARM", "peer", "figure", "goal", "outcome");
    for (Judged figure : figures) {
      String worst =
          figure.figure().cell().row().contains("*") && !figure.row().isEmpty()
              ? " (" + String.join(", ", figure.row()) + ")"
              : "";
      table.row(
          figure.chapter(),
          figure.figure().what() + worst,
          figure.arm(),
          figure.peer(),
          figure.value().known() ? figure.printed() : "",
          figure.asked(),
          figure.outcome());
    }
    return table;
  }

  /** Returns how many goals were met, in a sentence. */
  static String sentence(List<Judged> figures) {
    long met = count(figures, Judged.Outcome.MET);
    long missed = count(figures, Judged.Outcome.MISSED);
    long small = count(figures, Judged.Outcome.TOO_SMALL);
    long goals = figures.stream().filter(one -> one.figure().goal() != null).count();
    return "Of %d goals %d are met and %d missed; %d need --full, %d were not run."
        .formatted(goals, met, missed, small, goals - met - missed - small);
  }

  private static long count(List<Judged> figures, Judged.Outcome outcome) {
    return figures.stream().filter(one -> one.outcome() == outcome).count();
  }
}
