package io.runbookmemory.journal.report;

import java.util.List;

/**
 * What became of error budgets in a period, as far as it could be looked at.
 *
 * @param lines one of each objective that was
 * @param notLookedAt the objectives whose counts nobody could tell
 */
public record SpentBudgets(List<BudgetLine> lines, List<String> notLookedAt) {

  /** Copies the lists. */
  public SpentBudgets {
    lines = List.copyOf(lines);
    notLookedAt = List.copyOf(notLookedAt);
  }

  /**
   * Returns budgets all of which were looked at.
   *
   * @param lines one of each objective
   * @return these
   */
  public static SpentBudgets of(List<BudgetLine> lines) {
    return new SpentBudgets(lines, List.of());
  }
}
