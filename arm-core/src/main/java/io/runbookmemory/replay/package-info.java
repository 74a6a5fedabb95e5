/**
 * Measuring ARM on known answers: {@link io.runbookmemory.replay.Evaluation} asks the questions of
 * a set, {@link io.runbookmemory.replay.Ablation} takes a recall apart, and {@link
 * io.runbookmemory.replay.RankingMetrics} says how good an order is. A set is read from files by
 * {@code io.runbookmemory.connectors.evaluation} in arm-connectors, or made in a test.
 *
 * <p>Floor 6: may import every floor below.
 */
package io.runbookmemory.replay;
