/**
 * The read pipeline: {@link io.runbookmemory.recall.RecallPipeline} routes a {@link
 * io.runbookmemory.recall.Situation}, gathers candidates, judges their relevance and orders them
 * into a {@link io.runbookmemory.recall.Recall}.
 *
 * <p>Floor 4: imports {@code store}, {@code salience}, {@code guard}, {@code memory}, {@code
 * embedding}, {@code text}, {@code alert} and {@code error}; does not know {@code remember}.
 */
package io.runbookmemory.recall;
