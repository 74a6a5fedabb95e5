/**
 * What Prometheus and Grafana need to watch an objective by themselves: {@link
 * io.runbookmemory.slo.rules.PrometheusRules} and {@link
 * io.runbookmemory.slo.rules.GrafanaDashboard}.
 *
 * <p>Floor 2: imports {@code slo}, {@code error} and the JDK alone.
 */
package io.runbookmemory.slo.rules;
