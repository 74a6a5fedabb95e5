/**
 * Reports as pages that stand alone: {@link io.runbookmemory.connectors.report.HtmlReport}.
 *
 * <p>Imports core's {@code journal.report} and {@code commonmark}.
 */
package io.runbookmemory.connectors.report;
