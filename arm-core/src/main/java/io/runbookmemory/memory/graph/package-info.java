/**
 * How services hang together: {@link io.runbookmemory.memory.graph.ServiceGraph}, made of resource
 * facts, says what a service depends on and what depends on it.
 *
 * <p>Floor 2: imports the rest of {@code memory}.
 */
package io.runbookmemory.memory.graph;
