/**
 * What can run out: {@link io.runbookmemory.connectors.capacity.CapacityFile} says which resources
 * those are, where their samples come from and where they end.
 */
package io.runbookmemory.connectors.capacity;
