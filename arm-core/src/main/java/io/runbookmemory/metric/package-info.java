/**
 * Any gauge over time, such as a latency or a disk's use: a {@link
 * io.runbookmemory.metric.MetricSeries}, what is normal for it ({@link
 * io.runbookmemory.metric.Baseline}, {@link io.runbookmemory.metric.WeeklyBaseline}), what is not
 * ({@link io.runbookmemory.metric.AnomalyDetector}) and where it leads ({@link
 * io.runbookmemory.metric.Trend}).
 *
 * <p>One rule for bad samples holds throughout: one that is not finite, or not later than the
 * sample before it, is skipped and counted. Nothing here reads a clock, a file or a network.
 *
 * <p>Floor 1: imports the JDK alone.
 */
package io.runbookmemory.metric;
