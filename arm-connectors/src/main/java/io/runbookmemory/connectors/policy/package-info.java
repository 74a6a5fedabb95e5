/**
 * What a team decides and reviews in a file: how long memories are kept and stay right, {@link
 * io.runbookmemory.connectors.policy.MemoryPolicyReader}, and what a replay is tried with, {@link
 * io.runbookmemory.connectors.policy.ReplayConfigurationReader}.
 *
 * <p>Imports {@code yaml} and the core's {@code learn.upkeep}, {@code salience}, {@code memory},
 * {@code recall}, {@code oncall.noise}, {@code slo} and {@code error}.
 */
package io.runbookmemory.connectors.policy;
