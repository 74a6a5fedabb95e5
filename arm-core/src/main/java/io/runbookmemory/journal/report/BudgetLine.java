package io.runbookmemory.journal.report;

/**
 * What became of an error budget in a period.
 *
 * @param slo which objective
 * @param spent what part of the whole budget went in the period; 1 is all of it
 * @param remaining what part is left at its end; negative if more than all is spent
 */
public record BudgetLine(String slo, double spent, double remaining) {}
