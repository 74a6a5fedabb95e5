/**
 * Error budgets while they burn: {@link io.runbookmemory.examples.daemon.budget.SloPoller} asks
 * Prometheus, {@link io.runbookmemory.examples.daemon.budget.Budgets} says what is known of an
 * alert's objective. Imports {@code config} and {@code observe} of the daemon.
 */
package io.runbookmemory.examples.daemon.budget;
