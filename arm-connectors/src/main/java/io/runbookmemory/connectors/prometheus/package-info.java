/**
 * Prometheus and Alertmanager: {@link io.runbookmemory.connectors.prometheus.PrometheusClient} and
 * {@link io.runbookmemory.connectors.prometheus.AlertmanagerClient}, each with its tools.
 *
 * <p>Imports {@code endpoint} and {@code http}.
 */
package io.runbookmemory.connectors.prometheus;
