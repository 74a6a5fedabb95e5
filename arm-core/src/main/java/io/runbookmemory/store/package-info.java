/**
 * Where memories are kept: the SPI {@link io.runbookmemory.store.MemoryStore}, its readers and
 * writers, and the rules that every store shares ({@link io.runbookmemory.store.Filter}, {@link
 * io.runbookmemory.store.CompareAndSet}, {@link io.runbookmemory.store.ranking.IndexedText}, {@link
 * io.runbookmemory.store.ranking.HybridFusion}), so that all of them answer alike. What is no
 * memory but happened, and who may do what, is kept beside: {@code store.ledger} and {@code
 * store.lease}.
 *
 * <p>Floor 3: imports {@code memory}, {@code embedding}, {@code text} and {@code error}.
 */
package io.runbookmemory.store;
