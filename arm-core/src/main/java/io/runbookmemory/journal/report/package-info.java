/**
 * What a week and a shift amount to: {@link io.runbookmemory.journal.report.WeeklyReporter}, {@link
 * io.runbookmemory.journal.report.HandoverWriter}.
 *
 * <p>Floor 5: imports {@code journal}, {@code store}, {@code memory}, {@code slo} and {@code tool}.
 */
package io.runbookmemory.journal.report;
