/**
 * Stores under load whose processes are killed: {@link io.runbookmemory.bench.kill.Rounds} kills
 * and audits one that is embedded, {@link io.runbookmemory.bench.kill.Fleet} those that share a
 * server. It imports arm-core, arm-lucene, arm-jdbc, HikariCP and arm-testkit.
 */
package io.runbookmemory.bench.kill;
