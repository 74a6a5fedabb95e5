/**
 * A local copy of a store that many share, so that recall goes on while that one is down: {@link
 * io.runbookmemory.store.replica.ReplicatedMemoryStore}.
 *
 * <p>Floor 3: imports what {@code store} imports.
 */
package io.runbookmemory.store.replica;
