/**
 * How long memories are kept and stay right, from a file that a team reviews: {@link
 * io.runbookmemory.connectors.policy.MemoryPolicyReader}.
 *
 * <p>Imports {@code yaml} and the core's {@code learn.upkeep}, {@code salience}, {@code memory} and
 * {@code error}.
 */
package io.runbookmemory.connectors.policy;
