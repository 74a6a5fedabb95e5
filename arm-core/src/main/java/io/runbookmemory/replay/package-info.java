/**
 * Measuring ARM on known answers: {@link io.runbookmemory.replay.RankingMetrics}.
 *
 * <p>Floor 6: may import every floor below.
 */
package io.runbookmemory.replay;
