/**
 * What happens and what went out, over HTTP: incidents, deployments, and the verdicts on error
 * budgets. Imports {@code api.route}, {@code http}, {@code door} and {@code budget} of the daemon.
 */
package io.runbookmemory.examples.daemon.api.incident;
