/**
 * Keeps memory fit: {@link io.runbookmemory.learn.upkeep.Pruner} lets go of what outlived its term,
 * {@link io.runbookmemory.learn.upkeep.Suspicion} doubts what a change may have made wrong, {@link
 * io.runbookmemory.learn.upkeep.Freshness} tells owners what they have not verified for too long,
 * {@link io.runbookmemory.learn.upkeep.Curation} takes their word.
 *
 * <p>Floor 5: imports {@code store}, {@code salience} and {@code memory}. Everything goes through
 * memory page by page: the heap that it takes does not grow with the store.
 */
package io.runbookmemory.learn.upkeep;
