/**
 * Alerting rules of Prometheus as memories: {@link
 * io.runbookmemory.connectors.rules.AlertRuleFiles} reads a rule file or a {@code PrometheusRule}
 * of the operator. Not exported.
 *
 * <p>Imports {@code yaml}, {@code file} and the core's {@code memory} and {@code error}.
 */
package io.runbookmemory.connectors.rules;
