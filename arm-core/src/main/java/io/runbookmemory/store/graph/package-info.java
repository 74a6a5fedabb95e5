/**
 * The service graph of a store: {@link io.runbookmemory.store.graph.LiveServiceGraph} reads a
 * tenant's resource facts once and follows what changes.
 *
 * <p>Floor 3: imports {@code store}, {@code memory} and {@code error}.
 */
package io.runbookmemory.store.graph;
