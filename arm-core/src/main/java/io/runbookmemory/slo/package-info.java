/**
 * Error budgets and how fast they burn: an {@link io.runbookmemory.slo.Slo}, the good and total
 * counts of its service as an {@link io.runbookmemory.slo.SliSeries}, and the {@link
 * io.runbookmemory.slo.BurnRateClassifier} that turns both into exactly one of PAGE, TICKET and
 * LOG, with the reasons.
 *
 * <p>The rules are those of the Site Reliability Workbook, chapter 5, "Alerting on SLOs".
 * Everything here is a pure function over counts: nothing reads a clock, a file or a network.
 *
 * <p>Floor 2: imports the JDK alone.
 */
package io.runbookmemory.slo;
