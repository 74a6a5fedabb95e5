/**
 * Reports as pages that stand alone: {@link io.runbookmemory.connectors.report.HtmlReport} of a
 * week, {@link io.runbookmemory.connectors.report.HtmlReplay} of a replay.
 *
 * <p>Imports core's {@code journal.report}, {@code replay} and {@code commonmark}.
 */
package io.runbookmemory.connectors.report;
