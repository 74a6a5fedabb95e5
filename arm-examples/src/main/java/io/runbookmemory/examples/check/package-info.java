/**
 * The standard checks that come with ARM: rules for Prometheus, a runbook for each, ARM's own
 * objectives and dashboards. Start at {@link io.runbookmemory.examples.check.BundledChecks}.
 */
package io.runbookmemory.examples.check;
