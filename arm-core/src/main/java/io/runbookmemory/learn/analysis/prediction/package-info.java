/**
 * What was foretold, whether it came, and who is believed no more: {@link
 * io.runbookmemory.learn.analysis.prediction.PredictionLog}.
 *
 * <p>Floor 5: imports {@code learn.analysis}, {@code store}, {@code memory}, {@code metric} and
 * {@code tool}.
 */
package io.runbookmemory.learn.analysis.prediction;
