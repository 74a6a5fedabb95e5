/**
 * Past incidents asked again in order of time, with only earlier memories visible: {@link
 * io.runbookmemory.replay.backtest.Backtest}.
 *
 * <p>Floor 6: may import every floor below, {@code replay} and {@code replay.engine}.
 */
package io.runbookmemory.replay.backtest;
