/**
 * What makes all stores rank alike: {@link io.runbookmemory.store.ranking.IndexedText}, the tokens
 * they index, and {@link io.runbookmemory.store.ranking.HybridFusion}, how they join two legs.
 *
 * <p>Floor 3: imports {@code memory} and {@code text}.
 */
package io.runbookmemory.store.ranking;
