/**
 * A store under load whose process is killed: {@link io.runbookmemory.bench.kill.Rounds} kills and
 * audits. It imports arm-core and arm-lucene.
 */
package io.runbookmemory.bench.kill;
