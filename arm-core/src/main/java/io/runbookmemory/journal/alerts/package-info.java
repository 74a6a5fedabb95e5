/**
 * Every alert and what became of it, and which of them are worth being told: {@link
 * io.runbookmemory.journal.alerts.AlertLog}, {@link io.runbookmemory.journal.alerts.Actionability}.
 *
 * <p>Floor 5: imports {@code journal}, {@code store}, {@code memory}, {@code slo}, {@code alert}
 * and {@code tool}.
 */
package io.runbookmemory.journal.alerts;
