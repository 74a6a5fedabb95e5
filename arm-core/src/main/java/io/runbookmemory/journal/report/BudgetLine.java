package io.runbookmemory.journal.report;

import io.runbookmemory.slo.ErrorBudget;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import java.time.Instant;

/**
 * What became of an error budget in a period.
 *
 * @param slo which objective
 * @param spent what part of the whole budget went in the period; 1 is all of it
 * @param remaining what part is left at its end; negative if more than all is spent
 */
public record BudgetLine(String slo, double spent, double remaining) {

  /**
   * Returns what became of a budget.
   *
   * @param slo which objective
   * @param counts what it counts, from a period of its own before the end on
   * @param from when the time in question began, inclusive
   * @param to when it ended, exclusive
   * @return in parts of the whole budget
   */
  public static BudgetLine of(Slo slo, SliSeries counts, Instant from, Instant to) {
    return new BudgetLine(
        slo.name(),
        ErrorBudget.spentBetween(slo, counts, from, to),
        ErrorBudget.of(slo, counts, to).remaining());
  }
}
