/**
 * Counts of good and all requests from where a team has them: CSV, the text of Prometheus and
 * OpenMetrics, and a running Prometheus. Entry types: {@link
 * io.runbookmemory.connectors.sli.SliFiles} and {@link
 * io.runbookmemory.connectors.sli.PrometheusSeries}.
 *
 * <p>Imports {@code file}, the core's {@code slo} and {@code error}, Jackson and the JDK's HTTP
 * client.
 */
package io.runbookmemory.connectors.sli;
