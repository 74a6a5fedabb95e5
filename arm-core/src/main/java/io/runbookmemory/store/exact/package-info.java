/**
 * The store that is right by construction: {@link io.runbookmemory.store.exact.ExactMemoryStore},
 * in memory, exhaustive, the oracle of every other store.
 *
 * <p>Floor 3: imports what {@code store} imports, and {@code store.ledger} and {@code store.lease}.
 */
package io.runbookmemory.store.exact;
