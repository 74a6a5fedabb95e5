/**
 * Two replays of the same incidents beside each other: {@link
 * io.runbookmemory.replay.compare.Comparison}.
 *
 * <p>Floor 6: may import every floor below, {@code replay}, {@code replay.engine} and {@code
 * replay.page}.
 */
package io.runbookmemory.replay.compare;
