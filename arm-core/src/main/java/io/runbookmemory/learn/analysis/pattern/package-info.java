/**
 * What a history of alerts and deployments shows beyond chance: an {@link
 * io.runbookmemory.learn.analysis.pattern.AlertLog} holds the alerts, {@link
 * io.runbookmemory.learn.analysis.pattern.Patterns} reads it and returns findings.
 *
 * <p>Pure statistics: no clock, no store, no thread, and for the same input the same findings.
 *
 * <p>Floor 5: imports {@code learn.analysis.signal}.
 */
package io.runbookmemory.learn.analysis.pattern;
