package io.runbookmemory.store;

/**
 * What a store can do beyond the contract.
 *
 * @param durable whether a write that returned survives the end of the process
 * @param shared whether several processes may write to it at once
 * @param approximate whether vector search may miss a neighbour unless {@link
 *     SearchRequest#exact()} is asked for
 */
public record Capabilities(boolean durable, boolean shared, boolean approximate) {}
