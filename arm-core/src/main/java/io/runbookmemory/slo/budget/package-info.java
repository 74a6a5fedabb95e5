/**
 * What an error budget was spent on and what may be released: {@link
 * io.runbookmemory.slo.budget.BudgetLedger}, {@link io.runbookmemory.slo.budget.ReleaseGate}, and
 * the maintenance that is left out of it.
 *
 * <p>Floor 2: imports {@code slo} and the JDK alone.
 */
package io.runbookmemory.slo.budget;
