/**
 * What memory does while nobody is looking: {@link
 * io.runbookmemory.learn.analysis.SleepTimeAnalyzer} turns the history of alerts, deployments,
 * resources and incidents into memories of patterns, {@link
 * io.runbookmemory.learn.analysis.Outlook} says what they foretell. What is found beyond chance,
 * and how, is in the packages below.
 *
 * <p>Floor 5: imports {@code remember}, {@code store}, {@code memory}, {@code metric}, {@code text}
 * and {@code learn.merge}.
 */
package io.runbookmemory.learn.analysis;
